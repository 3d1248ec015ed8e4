"""Names of languages, as story files give them, to BCP 47 tags, and tags to the languages' own names."""

import re

_NAMES = {
    "english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
    "nederlands": "nl", "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da", "norwegian": "no",
    "norsk": "no", "finnish": "fi", "suomi": "fi", "icelandic": "is", "russian": "ru", "русский": "ru",
    "ukrainian": "uk", "українська": "uk", "polish": "pl", "polski": "pl", "czech": "cs", "čeština": "cs",
    "slovak": "sk", "hungarian": "hu", "magyar": "hu", "romanian": "ro", "bulgarian": "bg", "serbian": "sr",
    "croatian": "hr", "greek": "el", "ελληνικά": "el", "latin": "la", "esperanto": "eo", "turkish": "tr",
    "türkçe": "tr", "arabic": "ar", "العربية": "ar", "hebrew": "he", "עברית": "he", "persian": "fa", "hindi": "hi",
    "chinese": "zh", "中文": "zh", "中文-普通话 國語": "zh", "japanese": "ja", "日本語": "ja", "korean": "ko",
    "한국어": "ko", "thai": "th", "vietnamese": "vi", "indonesian": "id", "tagalog": "tl", "welsh": "cy", "irish": "ga",
    "catalan": "ca", "català": "ca",
}  # fmt: skip
_OWN_NAMES = {
    "en": "English", "fr": "Français", "de": "Deutsch", "es": "Español", "it": "Italiano", "pt": "Português",
    "nl": "Nederlands", "sv": "Svenska", "da": "Dansk", "no": "Norsk", "nb": "Norsk", "nn": "Nynorsk", "fi": "Suomi",
    "is": "Íslenska", "ru": "Русский", "uk": "Українська", "be": "Беларуская", "pl": "Polski", "cs": "Čeština",
    "sk": "Slovenčina", "sl": "Slovenščina", "hu": "Magyar", "ro": "Română", "bg": "Български", "sr": "Српски",
    "hr": "Hrvatski", "el": "Ελληνικά", "la": "Latina", "eo": "Esperanto", "tr": "Türkçe", "ar": "العربية",
    "he": "עברית", "fa": "فارسی", "hi": "हिन्दी", "bn": "বাংলা", "zh": "中文", "ja": "日本語", "ko": "한국어", "th": "ไทย",
    "vi": "Tiếng Việt", "id": "Bahasa Indonesia", "tl": "Tagalog", "cy": "Cymraeg", "ga": "Gaeilge", "ca": "Català",
    "gl": "Galego", "eu": "Euskara", "et": "Eesti", "lv": "Latviešu", "lt": "Lietuvių",
}  # fmt: skip
# ISO 639-2's codes, which old EPUBs have in place of the shorter ones.
_LONG_CODES = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it", "por": "pt", "rus": "ru",
    "jpn": "ja", "chi": "zh", "zho": "zh", "kor": "ko", "dut": "nl", "nld": "nl", "swe": "sv", "pol": "pl", "fin": "fi",
    "ara": "ar", "heb": "he", "tur": "tr", "lat": "la", "gre": "el", "ell": "el",
}  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def language_tag(name: str) -> str:
    """The tag for a language's name or tag; "" for what is neither."""
    name = name.strip()
    if tag := _NAMES.get(name.casefold()):
        return tag
    if not _TAG.fullmatch(name) or name.casefold() in {"und", "mul", "zxx"}:
        return ""
    return _LONG_CODES.get(name.casefold(), name.replace("_", "-"))


def own_name(tag: str) -> str:
    """What those who speak a tag's language call it; the tag itself, where that is not known here."""
    return _OWN_NAMES.get(tag.partition("-")[0].casefold(), tag)

"""Names of languages, as story files give them, to BCP 47 tags."""

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
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def language_tag(name: str) -> str:
    """The tag for a language's name or tag; "" for what is neither."""
    name = name.strip()
    if tag := _NAMES.get(name.casefold()):
        return tag
    return name.replace("_", "-") if _TAG.fullmatch(name) else ""

"""The words that people name times with, in the languages the bot speaks, without accents and in lower case.

English, German, Spanish, French, Portuguese, Japanese. A weekday or a month may be cut after three letters or more.
"""

from collections.abc import Mapping

AHEAD: Mapping[str, int] = {
    **dict.fromkeys(("today", "tonight", "heute", "hoy", "aujourd'hui", "hoje", "今日", "今夜"), 0),
    **dict.fromkeys(("tomorrow", "tmr", "morgen", "manana", "demain", "amanha", "明日"), 1),
    **dict.fromkeys(("ubermorgen", "apres-demain", "明後日"), 2),
}
WEEKDAYS = (
    ("mo", "monday", "montag", "lunes", "lundi", "segunda-feira", "月曜日"),
    ("di", "tuesday", "dienstag", "martes", "mardi", "terca-feira", "火曜日"),
    ("mi", "wednesday", "mittwoch", "miercoles", "mercredi", "quarta-feira", "水曜日"),
    ("do", "thursday", "donnerstag", "jueves", "jeudi", "quinta-feira", "木曜日"),
    ("fr", "friday", "freitag", "viernes", "vendredi", "sexta-feira", "金曜日"),
    ("sa", "saturday", "samstag", "sabado", "samedi", "土曜日"),
    ("so", "sunday", "sonntag", "domingo", "dimanche", "日曜日"),
)
MONTHS = (
    ("january", "januar", "enero", "janvier", "janeiro"),
    ("february", "februar", "febrero", "fevrier", "fevereiro"),
    ("march", "marz", "marzo", "mars", "marco"),
    ("april", "abril", "avril"),
    ("may", "mai", "mayo", "maio"),
    ("june", "juni", "junio", "juin", "junho"),
    ("july", "juli", "julio", "juillet", "julho"),
    ("august", "agosto", "aout"),
    ("september", "septiembre", "septembre", "setembro"),
    ("october", "oktober", "octubre", "octobre", "outubro"),
    ("november", "noviembre", "novembre", "novembro"),
    ("december", "dezember", "diciembre", "decembre", "dezembro"),
)
MINUTES = frozenset(("m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "分"))
HOURS = frozenset(
    (
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "std",
        "stunde",
        "stunden",
        "hora",
        "horas",
        "heure",
        "heures",
        "時間",
    )
)
DAYS = frozenset(("d", "day", "days", "tag", "tage", "tagen", "dia", "dias", "jour", "jours", "日", "日間"))
WEEKS = frozenset(
    ("w", "week", "weeks", "woche", "wochen", "semana", "semanas", "semaine", "semaines", "週間")
)
ONE = frozenset(("a", "an", "one", "ein", "eine", "einer", "einem", "un", "una", "une", "um", "uma"))
HALF = frozenset(("half", "halbe", "halben", "halber", "media", "demi", "demie", "meia"))
AFTER = frozenset(("in", "en", "dans", "em", "daqui"))
NOON = frozenset(("noon", "midday", "mittag", "mediodia", "midi", "正午"))
MIDNIGHT = frozenset(("midnight", "mitternacht", "medianoche", "minuit"))
NEXT = frozenset(("next", "nachsten", "nachster", "proximo", "proxima", "prochain"))
AND = frozenset(("and", "und", "y", "et", "e"))
FILLERS = AND | frozenset(
    (
        "at",
        "on",
        "of",
        "the",
        "this",
        "um",
        "am",
        "a",
        "as",
        "las",
        "los",
        "la",
        "le",
        "el",
        "de",
        "da",
        "der",
        "den",
        "に",
    )
)

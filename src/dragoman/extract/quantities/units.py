"""Words round numbers: currencies, units that belong to a number's span, and words that bound it."""

from dragoman.ontology import word_list

PERCENT = frozenset({"%", "percent", "pct", "percents"})
CURRENCY_SYMBOLS = {
    "$": "USD", "us$": "USD", "usd$": "USD", "u.s.$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₪": "ILS",
    "₽": "RUB", "₺": "TRY", "₩": "KRW", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "nt$": "TWD", "rs": "INR", "rs.": "INR", "#": "GBP",
}  # fmt: skip
# letters that stand apart from their sign in tokenised text ("GB # 20.1 billion", "AU $ 5")
CURRENCY_PREFIXES = {
    "us": "USD", "usd": "USD", "u.s.": "USD", "gb": "GBP", "uk": "GBP", "au": "AUD", "a": "AUD", "aud": "AUD",
    "ca": "CAD", "c": "CAD", "cad": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "r": "BRL", "nt": "TWD", "gbp": "GBP",
}  # fmt: skip
CURRENCY_CODES = frozenset(
    "USD EUR GBP JPY CNY RMB AUD CAD CHF INR RUB TRY KRW ILS BRL ZAR MXN SEK NOK DKK PLN UAH SAR AED QAR KWD IRR IQD "
    "EGP NGN KES PKR BDT IDR MYR PHP THB VND SGD HKD TWD NZD ARS CLP COP HUF CZK RON BGN ISK".split()
)
CURRENCIES = {
    "dollar": "USD", "dollars": "USD", "cent": "USD", "cents": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP", "pence": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
    "rupees": "INR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "lira": "TRY", "liras": "TRY",
    "won": "KRW", "shekel": "ILS", "shekels": "ILS", "riyal": "SAR", "riyals": "SAR", "rial": "IRR", "rials": "IRR",
    "dinar": "IQD", "dinars": "IQD", "dirham": "AED", "dirhams": "AED", "franc": "CHF", "francs": "CHF", "peso": "MXN",
    "pesos": "MXN", "real": "BRL", "reais": "BRL", "rand": "ZAR", "naira": "NGN", "krona": "SEK", "kronor": "SEK",
    "krone": "NOK", "kroner": "NOK", "zloty": "PLN", "zlotys": "PLN", "hryvnia": "UAH", "hryvnias": "UAH",
    "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "taka": "BDT", "forint": "HUF", "forints": "HUF",
    "shilling": "KES", "shillings": "KES",
}  # fmt: skip
CURRENCY_ADJECTIVES: dict[str, dict[str, str]] = {
    "us": {}, "u.s.": {}, "american": {}, "canadian": {"USD": "CAD"}, "australian": {"USD": "AUD"},
    "singapore": {"USD": "SGD"}, "british": {}, "egyptian": {"GBP": "EGP"}, "syrian": {"GBP": "SYP"},
    "lebanese": {"GBP": "LBP", "TRY": "LBP"}, "sudanese": {"GBP": "SDG"}, "turkish": {}, "swiss": {}, "indian": {},
    "pakistani": {"INR": "PKR"}, "nepalese": {"INR": "NPR"}, "kuwaiti": {"IQD": "KWD"}, "serbian": {"IQD": "RSD"},
    "libyan": {"IQD": "LYD"}, "danish": {"NOK": "DKK"}, "norwegian": {}, "swedish": {}, "qatari": {"SAR": "QAR"},
    "iranian": {"SAR": "IRR"}, "yemeni": {"SAR": "YER"}, "philippine": {"MXN": "PHP"}, "argentine": {"MXN": "ARS"},
    "chilean": {"MXN": "CLP"}, "colombian": {"MXN": "COP"}, "cuban": {"MXN": "CUP"}, "mexican": {}, "saudi": {},
}  # fmt: skip
# units that are part of the number's span; other things counted are not
TAIL_UNITS = {
    "points": "point", "point": "point", "mark": "mark", "gb": "GB", "mb": "MB", "tb": "TB", "kb": "kB", "ghz": "GHz",
    "mhz": "MHz", "khz": "kHz", "hz": "Hz", "km": "km", "kg": "kg", "cm": "cm", "mm": "mm", "mw": "MW", "kw": "kW",
    "gw": "GW", "mph": "mph", "ft": "ft", "inch": "inch", "″": "inch", "''": "inch", "kt": "kt",
    "sq": "sq", "km/h": "km/h", "kph": "km/h", "°c": "°C", "°f": "°F", "°": "°",
}  # fmt: skip
VAGUE = {
    "dozens": 12.0, "tens": 10.0, "hundreds": 100.0, "thousands": 1000.0, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
}
# a number right after one of these is a label, not a count
LABELS = word_list("figures.labels")

# nouns that a number counts in the singular
COLLECTIVE = word_list("figures.collective")

_MORE = (
    "more than|over|above|exceeding|exceeds|upwards of|in excess of|greater than|higher than|surpassing|beyond"
    "|some more than"
)
_LEAST = "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|at the very least"
_UP_TO = "up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum of|as high as|at the most"
_ABOUT = (
    "about|around|some|approximately|roughly|nearly|almost|estimated|an estimated|close to|circa|c.|ca.|~|≈"
    "|in the region of|approximately some|somewhere around|virtually|approx.|approx|in the order of|on the order of"
    "|an average of|the estimated"
)
_LESS = "less than|fewer than|under|below|just under|lower than|short of"
BOUNDS_BEFORE: dict[str, str] = {
    phrase: bound
    for bound, phrases in (
        ("more_than", _MORE), ("at_least", _LEAST), ("up_to", _UP_TO), ("about", _ABOUT), ("less_than", _LESS),
        ("", "all"),
    )
    for phrase in phrases.split("|")
}  # fmt: skip
BOUNDS_AFTER = {
    "or more": "at_least",
    "or so": "about",
    "or fewer": "up_to",
    "or less": "up_to",
    "-odd": "about",
    "odd": "about",
}
MAX_BOUND = 4  # words of the longest phrase of bound

"""The place that a phrase names, and the country in which it lies."""

from typing import TYPE_CHECKING

from dragoman.ontology import word_list
from dragoman.records import Place
from dragoman.resolve.names import PLACE_SORTS, Name
from dragoman.resolve.nouns import singular
from dragoman.resolve.phrases import first_of, objects

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

_NESTED = 3  # prepositional phrases looked into
# what may stand between a place and what lies in it: "a market in Karachi"
_INSIDE = ("in", "near", "at", "outside", "on", "within", "inside", "off", "along", "around")
_PROPER = frozenset(("NNP", "NNPS"))
# parts of a country or a town, behind which "of" names the whole
_PARTS = word_list("actors.parts-of-places")
# a name with one of these is that of an area, not of the town it is called after
_AREAS = word_list("actors.areas")
_VEHICLES = frozenset(("car", "bus", "train"))
_SEAS = frozenset(("sea", "ocean", "gulf", "strait", "channel"))
_LINKS = 4  # parts of "Bajaur District, Khyber Pakhtunkhwa, Pakistan"


def place_of(reader: "Reader", head: int, depth: int = 0) -> str | None:
    """Code of the country in which the place named by the phrase lies; None where none is named."""
    parsed = reader.parsed
    name = reader.names.at(head)
    if name and name.sort in PLACE_SORTS:
        return name.code
    after = _chain(reader, head)
    if after:
        return after
    if parsed.tags[head] in _PROPER and parsed.lower[head] in _SEAS:
        return None  # the Gulf of Aden lies in no country
    near = objects(parsed, head, "of", "in", "near", "at", "on", "within", "inside")
    before = reader.names.within(first_of(parsed, head), head)
    stated = next((n.code for n in before if n.sort == "state" and not n.loose and n.form == "adjective"), None)
    if stated and is_place(reader, head):
        return stated  # "the Lebanese village of Houla"
    for object_ in near:
        other = reader.names.at(object_)
        if other and other.sort in PLACE_SORTS:
            return other.code
    for inside in reversed(before):
        if inside.sort in PLACE_SORTS and not inside.loose:
            return inside.code
    if depth < _NESTED:
        for object_ in near:
            found = place_of(reader, object_, depth + 1) if object_ > head else None
            if found:
                return found
    if name is None and parsed.pos[head] == "NOUN":
        word = singular(parsed.lower[head], parsed.lemmas[head])
        if word in ("country", "nation"):
            return reader.meaning(head).code or reader.context.country(head)
        if word in ("capital", "city"):
            return reader.context.country(head)
        if word in reader.nouns.places:
            across = {place_of(reader, o, _NESTED) for o in objects(parsed, head, "with")}  # "the border with Mali"
            return reader.context.near(head, frozenset(code for code in across if code))
    return None


def is_place(reader: "Reader", head: int) -> bool:
    """Whether the phrase names a place, a building or the like."""
    word = singular(reader.parsed.lower[head], reader.parsed.lemmas[head])
    if word in _VEHICLES and reader.parsed.tags[head] == "NNS":
        return False  # "ban cars from the city"
    return word in reader.nouns.places or (reader.parsed.pos[head] == "PROPN" and word not in reader.nouns.nothing)


def _chain(reader: "Reader", head: int) -> str | None:
    """The country at the end of "Bajaur District, Khyber Pakhtunkhwa, Pakistan"."""
    parsed = reader.parsed
    end = parsed.sentences[parsed.sentence_of[head]][1]
    at = head + 1
    for _ in range(_LINKS):
        if at + 1 >= end or parsed.words[at] != "," or not parsed.words[at + 1][:1].isupper():
            return None
        at += 1
        while at < end and parsed.tags[at] in ("NNP", "NNPS", "DT", "HYPH"):
            name = reader.names.at(at)
            if name and name.sort in PLACE_SORTS and name.form not in ("adjective", "demonym"):
                return name.code
            at += 1
    return None


def where(reader: "Reader", head: int, depth: int = 0) -> Place | None:
    """The most exact place that the phrase names: "Kunduz" of "a hospital in Kunduz, Afghanistan".

    Names that the gazetteer does not know are taken as they stand where they are proper nouns and nobody's; their
    country is that of the names beside them, or that of the last place the text has named.
    """
    parsed = reader.parsed
    name = reader.names.at(head)
    if name and (name.loose or name.sort == "person"):
        return None
    if name and name.sort in PLACE_SORTS:
        return None if name.form in ("adjective", "demonym") else _known(reader, head, name)
    word = singular(parsed.lower[head], parsed.lemmas[head])
    slots = (*_INSIDE, "of") if word in reader.nouns.places or word in _PARTS else _INSIDE
    inner = None
    for object_ in objects(parsed, head, *slots) if depth < _NESTED else ():
        inner = inner or (where(reader, object_, depth + 1) if object_ > head else None)
    first = first_of(parsed, head)
    before = [n for n in reader.names.within(first, head) if n.sort in PLACE_SORTS and not n.loose]
    for other in reversed(before):
        if other.form not in ("adjective", "demonym") and other.sort != "state":
            return inner if inner and inner.lat is not None else _known(reader, head, other)
    stated = next((n.code for n in before if n.sort == "state" and n.form == "adjective"), None)
    if inner and stated and inner.code not in (None, stated) and word in reader.nouns.places:
        return Place(inner.name, stated, start=inner.start, end=inner.end)  # "the Lebanese village of Houla"
    own = None if name else _unknown(reader, head, first)
    if own and word in _SEAS:
        return own  # of no country
    code = _chain(reader, head) or (inner.code if inner else None) or (before[-1].code if before else None)
    if own:
        return Place(own.name, code or reader.context.located(head), start=own.start, end=own.end)
    if inner is None and before and (word in reader.nouns.places or word in _PARTS):
        return _known(reader, head, before[-1])
    return inner


def _known(reader: "Reader", head: int, name: Name) -> Place:
    """A place or state of the gazetteer; a province is called by its own words, not by its capital's name."""
    parsed = reader.parsed
    last = name.last
    area = parsed.lower[last - 1] in _AREAS
    if not area and last == head and parsed.lower[head] in _AREAS:
        last, area = head + 1, True
    span = parsed.span(name.first, last)
    found = reader.names.spot(name)
    if name.sort == "state":
        return Place(name.name, name.code, start=span.start, end=span.end, entity=name.entity)
    if area or found is None:
        words = parsed.phrase(name.first, last)
        return Place(words, name.code, start=span.start, end=span.end, entity=found.id if found else None)
    lat, lon = found.where or (None, None)
    return Place(found.name, name.code, lat, lon, span.start, span.end, found.id)


def _unknown(reader: "Reader", head: int, first: int) -> Place | None:
    """A proper name that nobody is known by: "Bajaur District", "Zawar Kili", "Bakool province"."""
    parsed, nouns = reader.parsed, reader.nouns
    word = singular(parsed.lower[head], parsed.lemmas[head])
    begin = head
    while begin > first and parsed.tags[begin - 1] in _PROPER and reader.names.at(begin - 1) is None:
        begin -= 1
    if parsed.tags[head] not in _PROPER and (begin == head or word not in nouns.places):
        return None
    words = [singular(w, w) for w in parsed.lower[begin : head + 1]]
    if any(w in nouns.nothing or w in nouns.uses or w in nouns.describes for w in words if w not in nouns.places):
        return None
    if any(parsed.words[i].isupper() and len(parsed.words[i]) > 1 for i in range(begin, head + 1)):
        return None  # initials of a body rather than a place
    if not parsed.words[begin][:1].isupper() or not parsed.words[begin].isalpha() or len(parsed.words[begin]) == 1:
        return None
    last = head + 1
    of = next((k for k in parsed.kids[head] if k == last and parsed.lower[k] == "of"), None)
    if of is not None and parsed.tags[head] in _PROPER and word in nouns.places:
        whole = parsed.child(of, "pobj")  # "the Gulf of Aden"
        last = whole + 1 if whole is not None and parsed.tags[whole] in _PROPER else last
    span = parsed.span(begin, last)
    return Place(parsed.phrase(begin, last), None, start=span.start, end=span.end)

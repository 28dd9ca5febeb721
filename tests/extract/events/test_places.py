"""Where acts take place: own sentences with the place that the event must carry."""

from typing import Any

import pytest
import yaml

from dragoman.parse import Parser
from dragoman.pipeline import CodeOptions, code_documents
from dragoman.records import Document, Event, plain, printed

# text | name, country; lat of the place where the gazetteer has a town's coordinates
EXAMPLES = yaml.safe_load(
    """
- {text: "A bomb killed twelve people at a market in Karachi, Pakistan.", name: Karachi, code: PAK, lat: 24.861}
- {text: "Protesters clashed with riot police in Cairo on Friday.", name: Cairo, code: EGY, lat: 30.063}
- {text: "Russian missiles struck a power station near Kharkov.", name: Kharkiv, code: UKR, lat: 49.982}
- {text: "Soldiers shot dead two men in the village of Beit Kasra in the West Bank.", name: Beit Kasra, code: PSE}
- {text: "Rebels seized Goma and killed fourteen soldiers.", name: Goma, code: COD, lat: -1.674}
- {text: "An airstrike on a hospital in Khan Younis killed nine people.", name: Khan Younis, code: PSE}
- {text: "Israeli strikes killed four people in Gaza City.", name: Gaza City, code: PSE}
- {text: "In Lagos, crowds gathered outside the ministry and burned tyres.", name: Lagos, code: NGA, lat: 6.454}
- {text: "A suicide bomber killed six people 40 km north of Kabul.", name: Kabul, code: AFG, lat: 34.528}
- {text: "The Taliban killed a judge in Helmand province.", name: Helmand province, code: AFG}
- {text: "A bomb killed three men in Bajaur District, Khyber Pakhtunkhwa, Pakistan.", name: Bajaur District, code: PAK}
- {text: "Turkey bombed Kurdish fighters in northern Syria.", name: Syria, code: SYR}
- {text: "Iran attacked Israel.", name: Israel, code: ISR}
- {text: "The president of France visited Kyiv.", name: Kyiv, code: UKR, lat: 50.455}
- {text: "Clashes between the army and rebels erupted in Kidal in Mali.", name: Kidal, code: MLI, lat: 18.443}
- {text: "Delegates of Sudan and Chad signed a peace agreement in Doha.", name: Doha, code: QAT, lat: 25.285}
- {text: "Ukrainian troops liberated the town of Ostrynka.", name: Ostrynka, code: UKR}
- {text: "Al-Shabaab attacked a base in the Lower Wadi region of Somalia.", name: Lower Wadi region, code: SOM}
- {text: "Pirates from Somalia attacked a Greek tanker in the Gulf of Aden.", name: Gulf of Aden, code: null}
- {text: "Police in Mexico City detained a journalist.", name: Mexico City, code: MEX, lat: 19.428}
- {text: "The United States imposed sanctions on Iran in March.", name: null}
- {text: "Germany condemned the arrest of a journalist.", name: null}
- {text: "Japan criticised China in strong words.", name: null}
"""
)


def events(text: str) -> tuple[list[Event], Document]:
    document = Document("0", "test", text, published="2023-05-05")
    coded = list(code_documents([document], Parser(), CodeOptions(workers=1).tools()))
    return list(coded[0].events), document


@pytest.mark.parametrize("want", EXAMPLES, ids=[e["text"][:50] for e in EXAMPLES])
def test_place(want: dict[str, Any]) -> None:
    found, document = events(want["text"])
    assert found
    place = found[0].place
    if want["name"] is None:
        assert place is None
        return
    assert place is not None
    assert (place.name, place.code) == (want["name"], want["code"])
    assert place.start is not None
    assert document.text[place.start : place.end]
    if "lat" in want:
        assert place.lat == want["lat"]


def test_printed() -> None:
    found, document = events("Gunmen killed a senator in Karachi.")
    line = printed(found[0], document)
    assert line["place"] == {
        "name": "Karachi",
        "code": "PAK",
        "lat": 24.861,
        "lon": 67.01,
        "start": 27,
        "end": 34,
        "entity": "place:karachi-pak",
    }
    assert plain(found[0])["place"]["name"] == "Karachi"

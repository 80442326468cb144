"""Reading fast: what is read so is what the detailed reader gives; all else is a miss."""

import gc
import json
import sys
from collections.abc import Callable
from itertools import combinations, islice, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codec.documents import ACTION, DOCUMENTS, DOSSIER, SESSION, mutated, without_nothing
from tests.values import guide_info, untyped

from bdc_sessions import (
    Action,
    Address,
    ChangeRequest,
    Changes,
    CollectiveInfo,
    DecodeError,
    Dossier,
    FieldChange,
    Report,
    Session,
    Term,
    decode,
    dumps,
    encode,
    loads,
)
from bdc_sessions.codec.detailed_reader import read_fields
from bdc_sessions.codec.fast_reader import (
    MISS,
    _source_of,
    fast_reader,
    read_inside_out,
    reader_by_names,
)
from bdc_sessions.codec.faults import Faults
from bdc_sessions.codec.fields import schema_fields
from bdc_sessions.codec.names import CLASSES, MODEL
from bdc_sessions.codec.place import Place
from bdc_sessions.codec.reader_source import fits

WRONG: tuple[Any, ...] = (None, "", "\u00a0", 3, True, [], [None], {}, "\u0153")
LONG = "x" * 200_000
FAST: tuple[type[Any], ...] = (*MODEL, Changes, ChangeRequest, Dossier)


def called(work: Callable[..., Any], *args: Any) -> set[str]:
    """Return the names of the functions that some work calls."""
    names: set[str] = set()
    before = sys.getprofile()
    sys.setprofile(lambda frame, *_: names.add(frame.f_code.co_name))
    try:
        work(*args)
    finally:
        sys.setprofile(before)
    return names


def outcome(read: Callable[..., object], *args: Any) -> object:
    """Return what comes of reading: the value in full, or the report that tells every fault."""
    try:
        return repr(read(*args))
    except DecodeError as error:
        return error.report


def detailed(cls: type[Any], value: Any) -> tuple[Any, Faults]:
    faults = Faults()
    return read_fields(cls, value, Place(faults, "")), faults


@pytest.mark.parametrize("cls", FAST)
@given(data=st.data())
def test_what_is_read_fast_is_what_is_read_in_detail(cls: type[Any], data: st.DataObject) -> None:
    document = data.draw(mutated(cls))
    value, faults = detailed(cls, document.get("value"))
    read = fast_reader(cls)
    assert read is not None
    ways: tuple[Callable[[], Any], ...] = (
        lambda: read(document.get("value"), {}),
        lambda: read_inside_out(json.dumps(document))["value"],
        lambda: read_inside_out(json.dumps(document, ensure_ascii=False))["value"],
    )
    for way in ways:
        try:
            quickly = way()
        except MISS:
            continue
        if type(quickly) is cls:
            assert not faults.violations
            assert quickly == value
            assert repr(quickly) == repr(value)
            assert dumps(quickly) == dumps(value)


@pytest.mark.parametrize("cls", FAST)
def test_what_encode_gives_is_read_fast_what_may_be_left_out_or_not(cls: type[Any]) -> None:
    document = DOCUMENTS[cls]
    value = decode(document, cls)
    bare = {**document, "value": without_nothing(document["value"])}
    for data in (document, bare) if cls in MODEL else (document,):
        for text in (dumps(value), json.dumps(data), json.dumps(data, sort_keys=True, indent=1)):
            assert loads(text, cls) == loads(text.encode(), cls) == value
            assert not called(loads, text, cls) & {"read_fields", "parse_json"}
        assert decode(data, cls) == value
        assert "read_fields" not in called(decode, data, cls)


@pytest.mark.parametrize("cls", MODEL)
def test_a_field_of_any_other_type_is_read_as_in_detail(cls: type[Any]) -> None:
    document = DOCUMENTS[cls]
    for field in schema_fields(cls):
        for wrong in WRONG:
            data = {**document, "value": {**document["value"], field.name: wrong}}
            value, faults = detailed(cls, data["value"])
            expected = faults.error().report if faults.violations else repr(value)
            for text in (json.dumps(data), json.dumps(data, ensure_ascii=False)):
                assert outcome(loads, text, cls) == outcome(decode, data, cls)
                assert isinstance(expected, str) == isinstance(outcome(loads, text, cls), str)


def test_a_value_made_fast_is_like_any_other() -> None:
    session = loads(dumps(SESSION), type(SESSION))
    assert hash(session) == hash(SESSION)
    with pytest.raises(AttributeError):
        untyped(session).places = 3
    assert session.evolve(places=3).infos is session.infos
    for cls in (*MODEL, ChangeRequest):
        value: object = loads(json.dumps(DOCUMENTS[cls]), cls)
        assert all(hasattr(value, field.name) for field in schema_fields(cls))


def test_what_is_not_as_encode_gives_it_is_read_in_detail() -> None:
    for cls in set(CLASSES.values()) - set(FAST):
        assert fast_reader(cls) is None
        assert "read_fields" in called(decode, DOCUMENTS[cls], cls)


def test_sessions_in_any_order_are_read_fast() -> None:
    unordered = encode(ACTION)
    unordered["value"]["components"][0]["sessions"].reverse()
    assert decode(unordered, Action) == loads(json.dumps(unordered), Action) == ACTION
    assert "read_fields" not in called(decode, unordered, Action)
    assert "parse_json" not in called(loads, json.dumps(unordered), Action)


def test_an_objects_fault_costs_only_the_objects_that_hold_it() -> None:
    data = encode(ACTION)
    data["value"]["components"][0]["sessions"][0]["places"] = "x"
    seen: list[str] = []
    before = sys.getprofile()

    def watch(frame: Any, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_name == "read_fields":
            seen.append(frame.f_locals["cls"].__name__)

    sys.setprofile(watch)
    try:
        with pytest.raises(DecodeError):
            decode(data, Action)
    finally:
        sys.setprofile(before)
    assert seen == ["Action", "Component", "Session"]


def test_equal_terms_sites_and_addresses_of_one_text_are_one_object() -> None:
    session = SESSION.with_info(SESSION.info(1)).with_info(SESSION.info(1))
    moved = session.set("infos[2].address.suffix", Term("bis", code="3"))
    before, after, third = loads(dumps(moved), Session).infos
    assert before.address is third.address
    assert before.address.suffix != after.address.suffix
    assert before.address.street_type is after.address.street_type
    action = loads(dumps(ACTION), Action)
    one, other = action.component("01").sessions
    assert one.site is other.site
    assert loads(dumps(ACTION), Action).sites[0] is not action.sites[0]


@pytest.mark.parametrize("text", [dumps(ACTION), json.dumps(without_nothing(encode(ACTION)))])
def test_what_a_text_shares_is_freed_with_its_value(text: str) -> None:
    loads(text, Action)
    gc.collect()
    gc.disable()
    try:
        loads(text, Action)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize("field", encode(SESSION.info(1).address)["value"])
@pytest.mark.parametrize("source", ["", "œ"])
def test_an_address_after_one_that_differs_in_a_field_is_another(field: str, source: str) -> None:
    first = encode(SESSION.info(1).address)["value"] | {"special": source + "BP 12"}
    changed = {"label": "bis", "code": "2"} if isinstance(first[field], dict) else "another"
    data = [first, first, first | {field: changed}, first | {field: changed}, first]
    one, same, other, like_other, again = read_inside_out(json.dumps(data, ensure_ascii=False))
    assert one is same is again
    assert other is like_other
    assert [encode(address)["value"] for address in (one, other)] == [data[0], data[2]]


def test_a_site_of_a_wrong_type_after_a_good_one_is_a_miss() -> None:
    site = encode(ACTION.sites[0])["value"]
    for wrong in (None, 1, True, ["x"], {"x": 1}):
        data = [site, site | {"postal_code": wrong}]
        with pytest.raises(MISS):
            read_inside_out(json.dumps(data))


@pytest.mark.parametrize(
    "written",
    ["\u00e9", "e\u0301", "\\u00e9", "e\\u0301", "a\\r\\nb", "\\\\r", "\u0153", "\\ud800", " "],
)
def test_a_text_is_in_its_one_form_however_it_is_written(written: str) -> None:
    data = f'{{"label":"x{written}","code":"{written}"}}'
    text = f'{{"format":"bdc-sessions/1","type":"term","value":{data}}}'
    assert outcome(loads, text, Term) == outcome(decode, json.loads(text), Term)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        *[(text, "plain text") for text in ("", '"é\\n\\"\\\\"', "u \r", LONG)],
        *[(text, "text") for text in ("œ", "aœ", "e\u0301", '"\\u00e9"', '"\\r"', LONG + "œ")],
    ],
)
def test_texts_are_looked_at_one_by_one_where_some_may_have_another_form(
    text: str, source: str
) -> None:
    assert _source_of(text) == source


def test_a_text_is_in_its_one_form_at_the_end_of_a_long_document() -> None:
    term = loads(dumps(Term(LONG, code="e")).replace('"e"', '"e\u0301"'), Term)
    assert term == Term(LONG, code="\u00e9")


def test_an_issuer_is_no_site_though_their_texts_are_alike() -> None:
    text = '{"name":"a","role":"b"}'
    term = '{"label":"a","code":"b"}'
    objects = read_inside_out(f"[{text},{term},{text}]")
    assert [type(item).__name__ for item in objects] == ["Issuer", "Term", "Issuer"]
    assert objects[0] is objects[2]


def test_the_keys_of_an_object_tell_its_class() -> None:
    fast: tuple[type[Any], ...] = (*FAST, FieldChange)
    for one, other in combinations(fast, 2):
        least = tuple([field.name for field in schema_fields(one) if field.mandatory])
        assert not fits(other, least), (one, other)
        every = tuple([field.name for field in schema_fields(one)])
        assert not fits(other, every)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"label":"a","label":"b"}',
        '{"label":"a","kode":"b"}',
        '{"code":"b"}',
        "{" + ",".join(f'"k{n}":{n}' for n in range(100)) + "}",
    ],
)
def test_an_object_of_no_class_is_a_miss(text: str) -> None:
    with pytest.raises(MISS):
        read_inside_out(text)


def test_an_envelope_within_a_value_is_no_value() -> None:
    inner = '{"format":"places","type":10,"value":0}'
    assert read_inside_out(inner) == json.loads(inner)
    changes = '{"of":"session","items":[' + inner + "]}"
    with pytest.raises(MISS):
        read_inside_out(changes)
    text = '{"format":"bdc-sessions/1","type":"changes","value":' + changes + "}"
    with pytest.raises(DecodeError):
        loads(text, Changes)


def test_an_envelope_is_read_fast_in_any_order_of_its_keys() -> None:
    for keys in permutations(["format", "type", "value"]):
        envelope = dict.fromkeys(keys, 1)
        assert read_inside_out(json.dumps(envelope)) == envelope


def test_a_list_is_no_change() -> None:
    text = '{"of":"session","items":[["places",10,0]]}'
    with pytest.raises(MISS):
        read_inside_out(text)


def test_an_envelope_of_other_keys_after_one_is_a_miss() -> None:
    whole = '{"format":1,"type":2,"value":3}'
    for other in ('{"format":1,"value":3}', '{"format":1,"type":2,"type":2,"value":3}'):
        with pytest.raises(MISS):
            read_inside_out(f"[{whole},{other}]")


def test_a_value_of_another_class_than_its_envelope_says_is_refused() -> None:
    text = dumps(Term("a")).replace('"term"', '"address"')
    with pytest.raises(DecodeError, match="STR-002"):
        loads(text, Address)
    assert type(loads(dumps(DOSSIER), Dossier)) is Dossier
    assert type(loads(dumps(guide_info()), CollectiveInfo)) is CollectiveInfo
    assert Report not in FAST


def test_hostile_orders_of_keys_are_not_kept_for_ever() -> None:
    session = encode(SESSION)["value"]
    for order in islice(permutations(session), 600):
        text = json.dumps({**encode(SESSION), "value": {key: session[key] for key in order}})
        assert loads(text, type(SESSION)) == SESSION
    assert untyped(reader_by_names).cache_info().currsize <= 512

from hypothesis import example, given
from hypothesis import strategies as st

from bdc_sessions.dossier.shared_map import SharedMap

keys = st.text("abc", max_size=2)
steps = st.lists(st.tuples(keys, st.none() | st.integers(0, 9)))


@given(steps)
@example([(str(number), number % 10) for number in range(40)])
def test_a_shared_map_holds_what_a_dict_would_and_no_step_changes_an_earlier_one(
    taken: list[tuple[str, int | None]],
) -> None:
    expected: dict[str, int] = {}
    shared: SharedMap[int] = SharedMap()
    earlier = [(shared, dict(expected))]
    for key, value in taken:
        if value is not None:
            expected[key] = value
            shared = shared.with_(key, value)
        elif key in expected:
            del expected[key]
            shared = shared.without(key)
        earlier.append((shared, dict(expected)))
    for version, expected_values in [*earlier, (SharedMap.of(expected), expected)]:
        assert sorted(version) == sorted(expected_values.values())
        for key in [*expected, *(key for key, _ in taken)]:
            assert version.get(key) == expected_values.get(key)
        for key, value in expected_values.items():
            assert version[key] == value

"""Where rows are read, changed and recorded; what no room may use."""

from __future__ import annotations

import ast

from django.apps import apps

from eiso.people.access.models import ScopedQuerySet
from tests.architecture.source import Module, calls, dotted, layers, modules, place

# Models that name an agency's path and yet are not read through `visible_to`, and why.
NOT_SCOPED = {
    "access.Grant": "asked about people, not shown as an agency's record; see people.py",
}
# Writing functions of services that leave the event to the act that calls them.
LEFT_TO_THE_CALLER: dict[str, str] = {}
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update"}
WRITES |= {"get_or_create", "update_or_create"}


def is_scoped(model) -> bool:
    return isinstance(model._default_manager.all(), ScopedQuerySet)


def owned_models():
    """Models that stand under an agency: by a foreign key or by a path."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        # The ground floor cannot ask who may; the rooms that show its rows do.
        above = not model.__module__.startswith(("eiso.base.", "django"))
        if (
            model.__module__.startswith("eiso.")
            and above
            and names & {"org", "agency", "scope"}
        ):
            yield model


def test_every_agency_owned_model_is_read_through_visible_to():
    open_ones = [
        model._meta.label
        for model in owned_models()
        if not is_scoped(model) and model._meta.label not in NOT_SCOPED
    ]
    assert open_ones == []
    gone = NOT_SCOPED.keys() - {model._meta.label for model in owned_models()}
    assert gone == set(), "no longer needed"


def scoped_names() -> set[str]:
    return {model.__name__ for model in apps.get_models() if is_scoped(model)}


def chains(tree: ast.AST):
    """Each `X.objects…` with every call hung on it, from the outermost."""
    seen: set[int] = set()
    for node in ast.walk(tree):
        if id(node) in seen or not isinstance(node, ast.Call | ast.Attribute):
            continue
        links, inner = [], node
        while isinstance(inner, ast.Call | ast.Attribute):
            seen.add(id(inner))
            if isinstance(inner, ast.Attribute):
                links.append(inner.attr)
                inner = inner.value
            else:
                inner = inner.func
        if isinstance(inner, ast.Name) and links and links[-1] == "objects":
            yield node, inner.id, links


def test_pages_get_rows_only_through_visible_to():
    names = scoped_names()
    open_doors = [
        f"{place(module, node)} {name}"
        for module in layers("views", "forms")
        for node, name, links in chains(module.tree)
        if name in names and not {"visible_to", "none"} & set(links)
    ]
    assert open_doors == []


def test_pages_never_look_a_class_up_by_itself():
    names = scoped_names()
    wrong = [
        place(module, node)
        for module in layers("views")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and dotted(node.func) in {"get_object_or_404", "get_list_or_404"}
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id in names
    ]
    assert wrong == []


def test_selectors_never_take_all_rows_of_an_agency_owned_model():
    names = scoped_names()
    wrong = [
        f"{place(module, node)} {name}"
        for module in layers("selectors")
        for node, name, links in chains(module.tree)
        if name in names and links == ["all", "objects"]
    ]
    assert wrong == []


def test_only_services_write():
    """Views, forms, selectors, reports and tags change no row."""
    wrong = [
        f"{place(module, node)} {links[0]}"
        for module in layers("views", "forms", "selectors", "reports", "templatetags")
        for node, _, links in chains(module.tree)
        if links[0] in WRITES
    ]
    assert wrong == []


ASKING = {"require", "can", "require_not_same", "Scope"}


def foreign_services(module: Module) -> set[str]:
    """Names this module has for services of other rooms: they record their own acts."""
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            own = "/".join(parts[1:3]) == module.room
            for alias in node.names:
                here = alias.name == "services" or "services" in parts[3:]
                if parts[0] == "eiso" and here and not own and alias.name not in ASKING:
                    names.add(alias.asname or alias.name)
    return names


def room_calls() -> dict[str, dict[str, set[str]]]:
    """For each room: function of its services -> what it calls; a service of another
    room is written "services.x"."""
    found: dict[str, dict[str, set[str]]] = {}
    for module in layers("services"):
        foreign = foreign_services(module)
        for function in module.functions():
            known = found.setdefault(module.room, {}).setdefault(function.name, set())
            for name in calls(function):
                first, _, last = name.partition(".")
                theirs = first in foreign and last not in ASKING
                known.add(f"services.{last or first}" if theirs else name)
    return found


def records(start: str, graph: dict[str, set[str]]) -> bool:
    """Does the function, or a function of its room it calls, write to the trail? A
    service of another room records its own act, so a call `services.x` counts."""
    todo, seen = [start], set()
    while todo:
        name = todo.pop()
        for called in graph.get(name, ()):
            last = called.rpartition(".")[2]
            if last == "record" or called.startswith("services."):
                return True
            if last in graph and last not in seen:
                seen.add(last)
                todo.append(last)
    return False


def is_atomic(function) -> bool:
    return any("atomic" in ast.unparse(one) for one in function.decorator_list)


def unrecorded(module: Module, graph: dict[str, set[str]]) -> list[str]:
    wrong = []
    for function in module.functions():
        where = f"{module.name}:{function.name}"
        if (
            is_atomic(function)
            and not function.name.startswith("_")
            and where not in LEFT_TO_THE_CALLER
            and not records(function.name, graph)
        ):
            wrong.append(where)
    return wrong


def test_every_service_that_writes_leaves_an_event():
    graphs = room_calls()
    wrong = [
        where
        for module in layers("services")
        if not module.room.startswith("base/")
        for where in unrecorded(module, graphs[module.room])
    ]
    assert wrong == []


def test_a_service_without_an_event_would_be_found():
    """Control of the test above."""
    text = (
        "@transaction.atomic\ndef act(*, by):\n    Org.objects.filter().update(a=1)\n"
    )
    module = Module(layers("services")[0].path, ast.parse(text))

    assert unrecorded(module, {"act": calls(module.tree)}) != []


# Who acts is found out by the act itself.
ACTOR_UNKNOWN = {"faces/web/services.py:open_session"}


def test_services_take_who_acts_first_and_by_name():
    wrong = [
        place(module, function)
        for module in layers("services")
        if not module.room.startswith("base/")
        for function in module.functions()
        if not function.name.startswith("_")
        and is_atomic(function)
        and f"{module.name}:{function.name}" not in ACTOR_UNKNOWN
        and (
            function.args.args
            or [a.arg for a in function.args.kwonlyargs][:1] != ["by"]
        )
    ]
    assert wrong == []


CLOCKS = {"timezone.now", "timezone.localdate", "timezone.localtime", "time.time"}
CLOCKS |= {"moment.now", "moment.today"}


def clock_reads(module: Module) -> list[tuple[ast.AST, str]]:
    return [
        (node, dotted(node.func))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in CLOCKS
    ]


def test_what_decides_gets_the_time_as_an_argument():
    wrong = [
        place(module, node)
        for module in layers("rules", "readers", "definition", "clock", "flowchart")
        for node, _ in clock_reads(module)
    ]
    assert wrong == []


def test_services_ask_one_door_what_time_it_is():
    wrong = [
        f"{place(module, node)} {name}"
        for module in layers("services", "selectors", "models")
        for node, name in clock_reads(module)
        if not name.startswith("moment.") and not module.room.startswith("faces/")
    ]
    assert wrong == []


def test_no_signals_no_row_locks_no_save_overrides():
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            name = dotted(node) if isinstance(node, ast.Attribute | ast.Name) else ""
            if name in {"receiver", "post_save", "pre_save", "m2m_changed"} or (
                name.endswith("select_for_update")
            ):
                wrong.append(place(module, node))
        if module.layer == "models":
            wrong += [
                place(module, f)
                for f in module.functions()
                if f.name in {"save", "delete"}
            ]
    assert wrong == []


def test_a_room_s_pages_are_private_to_it():
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            parts = node.module.split(".")
            if len(parts) > 3 and parts[0] == "eiso" and parts[3] in {"views", "forms"}:
                own = "/".join(parts[1:3]) == module.room
                if not own:
                    wrong.append(f"{place(module, node)} {node.module}")
    assert wrong == []

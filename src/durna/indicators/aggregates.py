"""Which rows of a table make up its whole, where it gives single countries beside groups of them.

A table that lists the European Union, Germany and France counts Germans twice in the sum of its rows. Of a group and
the countries of it that are listed the larger is taken: the countries, where they are all there; the group, where only
some of them are ("of which"). A group none of whose countries is listed stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from durna.classifications import countries


def apart(amounts: Mapping[str, float]) -> frozenset[str]:
    """Of codes with the sum of their rows, those that may be added up without counting a country twice."""
    groups = [code for code in amounts if countries.is_aggregate(code)]
    kept = set(amounts).difference(groups)
    # From the smallest on: a region is held against its parts of regions once these are settled.
    for group in sorted(groups, key=lambda code: (_size(code), code)):
        inside = _inside(group, kept)
        if not inside:
            # Groups by income or development, of which nobody keeps the list, are never added to others.
            known = group == countries.WORLD or countries.members(group)
            if not kept or (known and not any(_overlap(group, other) for other in kept)):
                kept.add(group)
        elif abs(amounts[group]) > abs(sum(amounts[code] for code in inside)) and not _cuts(group, kept - inside):
            kept = (kept - inside) | {group}
    return frozenset(kept)


def _inside(group: str, kept: set[str]) -> set[str]:
    """What is kept of a group. The world also holds those of unknown, other and no country."""
    if group == countries.WORLD:
        return set(kept)
    members = countries.members(group)
    return {code for code in kept if code in members or (_of(code) and _of(code) <= members)}


def _cuts(group: str, others: set[str]) -> bool:
    return any(_overlap(group, other) for other in others)


def _overlap(group: str, other: str) -> bool:
    return countries.is_aggregate(other) and bool(countries.members(group) & countries.members(other))


def _of(code: str) -> frozenset[str]:
    return countries.members(code) if countries.is_aggregate(code) else frozenset()


def _size(group: str) -> int:
    if group == countries.WORLD:
        return len(countries.load())
    # Groups without a list come last but for the world, so that they find whatever else there is.
    return len(countries.members(group)) or len(countries.load()) - 1

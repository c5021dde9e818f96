"""The hub network of a week. Flow is counted in quarters of a full-time post; costs are whole numbers per quarter.

    authority → outlet → hub by work, size, language → hub by work, size → office and work → covered
                outlet of a site → place by work, size → offices within reach → covered

A remote worker costs the same at every office but for the language, so two layers of hubs take the place of an arc from
every person to every office. The flow may split people; its cost is a lower bound for whole ones.
"""

from dataclasses import dataclass, field

import numpy as np

from lagezentrum.staffing.federal.classes import Outlets
from lagezentrum.staffing.federal.problem import LEVELS, SIZES, Floats, Ints, Offices, Prices
from lagezentrum.staffing.federal.steps import Segments

SCALE = 1200
"""Units of cost per 1: divisible by every size of a person, so that costs in tenths stay whole per quarter"""

UNUSED, REMOTE, HUB_ASKS, HUB_ANY, ANY_OFFICE = "unused", "remote", "hub_asks", "hub_any", "any_office"
SITE_REMOTE, SITE_ANY, SITE_ASKS, PLACE_OFFICE = "site_remote", "site_any", "site_asks", "place_office"
COVERED = "covered"


@dataclass(slots=True)
class Network:
    """Arcs in named groups; nodes are numbered, the sink is the last one."""

    nodes: int
    sink: int
    outlets: int
    hubs: Ints
    """first number of the hubs by language, the hubs without, the places and the needs"""
    place: tuple[Ints, Ints, Ints, Ints]
    """flexible, district, work and size of each place"""
    tail: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    head: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    capacity: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    cost: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    groups: dict[str, slice] = field(default_factory=dict)

    def add(self, group: str, tail: Ints, head: Ints, cost: Floats, capacity: Ints | int) -> None:
        """Add arcs; costs are rounded down, which keeps the flow a lower bound."""
        start, size = len(self.tail), len(tail)
        self.groups[group] = slice(start, start + size)
        self.tail = np.concatenate([self.tail, tail])
        self.head = np.concatenate([self.head, head])
        self.capacity = np.concatenate([self.capacity, np.broadcast_to(capacity, size)])
        self.cost = np.concatenate([self.cost, np.floor(cost * SCALE + 1e-6).astype(np.int64)])


def build(
    outlets: Outlets, offices: Offices, kilometres: Ints, prices: Prices, covered: Segments, most: int
) -> Network:
    """The network from outlets to covered need. `most`: more quarters than there are."""
    count, languages = len(offices.latitude), outlets.languages
    n_outlets = len(outlets.size)
    sites = np.arange(outlets.remote, n_outlets)
    work = _below(outlets.site_level)
    places_of = work[0], _place_key(outlets, kilometres, work)
    places, place_number = np.unique(places_of[1], return_inverse=True)
    by_language = n_outlets
    any_hub = by_language + LEVELS * SIZES * languages
    first_place = any_hub + LEVELS * SIZES
    first_need = first_place + len(places)
    sink = first_need + count * LEVELS
    rest, size = np.divmod(places, SIZES)
    rest, given = np.divmod(rest, LEVELS)
    flexible, district = np.divmod(rest, len(kilometres))
    net = Network(
        sink + 1, sink, n_outlets, np.array([by_language, any_hub, first_place, first_need]),
        (flexible, district, given, size + 1),
    )  # fmt: skip
    net.add(UNUSED, np.arange(n_outlets), np.full(n_outlets, sink), np.zeros(n_outlets), most)

    remote = np.arange(outlets.remote)
    which, to = _below(outlets.level[: outlets.remote])
    lower = to < outlets.level[which]
    parts = outlets.size[which], outlets.language[which]
    net.add(
        REMOTE, remote[which], by_language + (to * SIZES + parts[0] - 1) * languages + parts[1],
        (prices.service + prices.mismatch * lower) / parts[0], most,
    )  # fmt: skip
    hub = np.arange(LEVELS * SIZES * languages)
    hub_work, hub_size, hub_language = hub // (SIZES * languages), hub // languages % SIZES + 1, hub % languages
    at, office = np.nonzero(offices.asks.T[hub_language] & offices.remote_possible[None, :])
    net.add(
        HUB_ASKS, by_language + at, first_need + office * LEVELS + hub_work[at], -prices.language / hub_size[at], most
    )
    net.add(HUB_ANY, by_language + hub, any_hub + hub // languages, np.zeros(len(hub)), most)
    plain = np.arange(LEVELS * SIZES)
    at, office = np.nonzero(np.broadcast_to(offices.remote_possible, (len(plain), count)))
    net.add(ANY_OFFICE, any_hub + at, first_need + office * LEVELS + plain[at] // SIZES, np.zeros(len(at)), most)

    _sites(net, outlets, offices, kilometres, prices, sites, (*places_of, place_number), most)
    net.add(COVERED, first_need + covered.place, np.full(len(covered.place), sink), -covered.value, covered.quarters)
    return net


def _sites(
    net: Network, outlets: Outlets, offices: Offices, kilometres: Ints, prices: Prices, sites: Ints,
    places_of: tuple[Ints, Ints, Ints], most: int,
) -> None:  # fmt: skip
    first_place, first_need = int(net.hubs[2]), int(net.hubs[3])
    flexible = np.flatnonzero(outlets.site_flexible)
    plain = outlets.site_level * SIZES + outlets.site_size - 1
    net.add(
        SITE_REMOTE, sites[flexible], (plain * outlets.languages + outlets.site_language)[flexible],
        np.zeros(len(flexible)), most,
    )  # fmt: skip
    near = kilometres <= prices.max_km
    reach = np.stack([near, near & ~offices.remote_possible[None, :]])
    # the first row of places_of says which site, the last which place; the work follows from the place
    site, _, place = places_of
    work = net.place[2][place]
    size = outlets.site_size[site]
    own = (prices.service + prices.mismatch * (work < outlets.site_level[site])) / size
    net.add(SITE_ANY, sites[site], first_place + place, own, most)
    wanted = reach[outlets.site_flexible[site], outlets.site_district[site]]
    wanted = wanted & offices.asks.T[outlets.site_language[site]]
    at, office = np.nonzero(wanted)
    far = kilometres[outlets.site_district[site[at]], office]
    net.add(
        SITE_ASKS, sites[site[at]], first_need + office * LEVELS + work[at],
        own[at] + (prices.km * far - prices.language) / size[at], most,
    )  # fmt: skip
    from_flexible, from_district, from_work, from_size = net.place
    at, office = np.nonzero(reach[from_flexible, from_district])
    far = kilometres[from_district[at], office]
    net.add(
        PLACE_OFFICE, first_place + at, first_need + office * LEVELS + from_work[at],
        prices.km * far / from_size[at], most,
    )  # fmt: skip


def _below(level: Ints) -> tuple[Ints, Ints]:
    """Each row with every level up to its own: rows, levels."""
    rows = np.repeat(np.arange(len(level)), level + 1)
    starts = np.repeat(np.cumsum(level + 1) - (level + 1), level + 1)
    return rows, np.arange(len(rows)) - starts


def _place_key(outlets: Outlets, kilometres: Ints, below: tuple[Ints, Ints]) -> Ints:
    site, work = below
    where = outlets.site_flexible[site] * len(kilometres) + outlets.site_district[site]
    key: Ints = (where * LEVELS + work) * SIZES + outlets.site_size[site] - 1
    return key

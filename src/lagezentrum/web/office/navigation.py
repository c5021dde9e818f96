"""What of the office a person can go to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from lagezentrum.web.office.access import land, where
from lagezentrum.web.office.pool.rights import rights
from lagezentrum.web.people.permission import Action, may

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True)
class Entry:
    """A page: its words, its address, whether it is the present one."""

    words: str
    address: str
    current: bool


def entries(user: "User | AnonymousUser", here: str) -> tuple[Entry, ...]:
    """The pages that a person may see, in their order."""
    if not user.is_authenticated:
        return ()
    areas = where(user, Action.READ_OFFICE)
    found: list[tuple[str, str, str]] = []
    if areas:
        found.append(("work", _("Arbeitsliste"), reverse("office:work")))
        found.append(("matters", _("Vorgänge"), reverse("office:matters")))
        found.append(("area", _("Verlauf"), reverse("office:area", args=[areas[0]])))
    if rights(user).any:
        found.append(("pool", _("Personalpool"), reverse("office:pool")))
    if may(user, Action.READ_IMPORTS, land()):
        found.append(("imports", _("Datenlieferungen"), reverse("office:imports")))
    if may(user, Action.READ_LEDGER, land()):
        found.append(("register", _("Register"), reverse("office:register")))
    if may(user, Action.READ_LEDGER, land()) or may(user, Action.ADMINISTER, land()):
        found.append(("grants", _("Berechtigungen"), reverse("office:grants")))
    if where(user, Action.NAME_DEPUTY):
        found.append(("deputies", _("Vertretung"), reverse("office:deputies")))
    if may(user, Action.ADMINISTER, land()):
        found.append(("people", _("Betrieb"), reverse("admin:index")))
    return tuple(Entry(words, address, name == here) for name, words, address in found)

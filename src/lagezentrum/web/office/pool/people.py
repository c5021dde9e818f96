"""How people are called on pages: by the pseudonym that their authority gave them, for those who may see them all."""

from collections.abc import Iterable

from lagezentrum.web.pool.models import Nomination


def pseudonyms(aliases: Iterable[str]) -> dict[str, str]:
    """Alias → pseudonym; who was deleted meanwhile is left out."""
    wanted = set(aliases)
    rows = Nomination.objects.values_list("alias", "pseudonym")
    return {alias: name for alias, name in rows if alias in wanted}

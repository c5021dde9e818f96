"""Templates to download: a CSV with the header and one invented row, as a spreadsheet program opens it at once."""

import csv
import io

from lagezentrum.staffing.intake import authorities, nominations, requests
from lagezentrum.staffing.intake.columns import Columns

_NOMINATION = {
    "kennung": "K-0017", "dienststelle_id": "FA-001", "statusgruppe": "Beamte", "laufbahngruppe_band": "2.1",
    "vzae": "0,75", "einsatz_ab": "09.11.2020", "einsatz_bis": "29.01.2021", "einsatzart": "beides",
    "kreis_ags": "03241", "max_km": "40", "stufe": "KPN", "schulung_am": "05.11.2020", "sprachen": "tr,ru",
    "dienstgeraet": "j", "zustimmung": "j", "personalrat_am": "04.11.2020", "freigabe_durch": "Z 1.2",
    "pool": "state", "team": "",
}  # fmt: skip
_AUTHORITY = {
    "dienststelle_id": "FA-001", "name": "Finanzamt Musterstadt", "ressort": "Finanzen", "ausgenommen": "n",
    "ausnahme_grund": "", "max_vzae_gleichzeitig": "12,5", "rueckruf_frist_tage": "7",
}  # fmt: skip
_REQUEST = {
    "empfaenger_ags": "03241", "kw": "46/2020", "stufe": "KPN", "vzae_bedarf": "92,5", "vzae_eigen": "60",
    "rki_status": "gefährdet", "faelle_7t": "812", "kontakte_je_fall": "9,5", "rueckstand_faelle": "140",
    "remote_moeglich": "j", "plaetze_vor_ort": "10", "it_zugaenge_frei": "40", "max_neue_kraefte": "15",
    "sprachen": "ar,tr",
}  # fmt: skip


def nomination_template() -> str:
    """The nomination file."""
    return _written(nominations.COLUMNS, _NOMINATION)


def authority_template() -> str:
    """The authority file."""
    return _written(authorities.COLUMNS, _AUTHORITY)


def request_template() -> str:
    """The file of weekly requests."""
    return _written(requests.COLUMNS, _REQUEST)


def _written(columns: Columns, example: dict[str, str]) -> str:
    """With a byte order mark and semicolons, as German spreadsheet programs expect it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns.known, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(example)
    return "\ufeff" + text.getvalue()

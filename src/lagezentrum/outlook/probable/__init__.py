"""The probable outlook of an area as it may be told: forecasts, what follows for levels, and never without the record.

`asking.py` what is asked · `evaluating.py` which evaluator, and how many paths it takes · `following.py` rules along
paths · `computing.py` one forecast for all areas of a Land · `measured.py` which law the record speaks of ·
`telling.py` what may be told, with its record or the reason why not · `model.py` the result · `wording.py` sentences.
"""

from lagezentrum.outlook.probable.asking import Asked, NoForecast
from lagezentrum.outlook.probable.computing import Forecast, forecast
from lagezentrum.outlook.probable.model import AreaForecast, ChangeTold, FigureDay, FigureTold, LevelDay, LevelTold
from lagezentrum.outlook.probable.telling import tell

__all__ = [
    "AreaForecast",
    "Asked",
    "ChangeTold",
    "FigureDay",
    "FigureTold",
    "Forecast",
    "LevelDay",
    "LevelTold",
    "NoForecast",
    "forecast",
    "tell",
]

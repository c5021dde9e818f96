"""How good forecasts were, as bundled tables: written by `tools/build_forecast_record.py`, never by hand."""

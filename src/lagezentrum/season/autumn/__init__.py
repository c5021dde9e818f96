"""The bundled autumn of 2020: health offices, their districts, and new cases by reporting date as corrected later."""

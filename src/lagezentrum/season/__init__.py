"""The bundled reference season: figures as published 25 August 2021 to 23 February 2022, and the orders known."""

"""Robert Koch-Institut: 7-day incidence of the districts, as published each morning."""

"""Pages of the staff pool: board, proposals, deployments, and what lenders and offices see of them."""

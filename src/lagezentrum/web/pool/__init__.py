"""The staff pool as records: who is offered without names, who asks, what was proposed, decided and carried out."""

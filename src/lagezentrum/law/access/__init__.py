"""Who may enter, as data: the rules of one version at the door, read from `access.yaml` beside its regulation."""

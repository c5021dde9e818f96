"""What keeps a document from being made or read: said in both languages, with what to do."""


class DocumentProblem(Exception):
    """A document can not be made or read like this. `de` and `en` say what, why and what to do."""

    def __init__(self, de: str, en: str) -> None:
        self.de, self.en = de, en
        super().__init__(en)

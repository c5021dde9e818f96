"""`lage operator`: register an operator on the machine itself; operators register everybody else on the site."""

from typing import Annotated

import typer

from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "operator",
        help=both(
            "Eine Person für den Betrieb eintragen, oder ihr ein neues Kennwort geben",
            "register a person as operator, or give them a new password",
        ),
    )(operator)


def operator(
    context: typer.Context,
    username: Annotated[
        str, typer.Argument(metavar="NAME", help=both("Name für die Anmeldung", "name to sign in with"))
    ],
    email: Annotated[str, typer.Option("--email", help=both("E-Mail-Adresse", "e-mail address"))] = "",
) -> None:
    """Register an operator and print the password, once."""
    settings: Settings = context.obj
    language = settings.language
    with service(settings, migrate=True):
        from django.conf import settings as of_service
        from django.contrib.auth.validators import UnicodeUsernameValidator
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email

        from lagezentrum.web.ledger import law
        from lagezentrum.web.people import operators

        try:
            UnicodeUsernameValidator()(username)
            if email:
                validate_email(email)
        except ValidationError as error:
            raise Refusal(
                language(
                    f"{username} {email}: Ein Name besteht aus Buchstaben, Ziffern und @ . + - _, eine Adresse hat ein "
                    "@ und dahinter einen Rechnernamen.",
                    f"{username} {email}: a name has letters, digits and @ . + - _, an address has an @ and a host "
                    "name behind it.",
                )
            ) from error
        land = next(iter(law.areas(of_service.REGULATION)))  # an operator's reach is everywhere
        password = operators.register(username, land, email)
    settings.show(
        language(f"Anmeldung: {username}  Kennwort: {password}", f"Sign-in: {username}  password: {password}"),
        soft_wrap=True,
    )
    settings.show(
        language(
            "Das Kennwort steht nirgends sonst. Nach der ersten Anmeldung ändern (/konto/password/change/) und einen "
            "zweiten Faktor einrichten (/konto/2fa/). Weitere Personen: /betrieb/.",
            "The password is kept nowhere else. Change it after the first sign-in (/konto/password/change/) and set up "
            "a second factor (/konto/2fa/). More people: /betrieb/.",
        )
    )

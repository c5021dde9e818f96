"""The admin site is for operators: people, grants, second factors, identities. Nothing of the matters."""

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from lagezentrum.web.people.changes import by
from lagezentrum.web.people.models import Grant
from lagezentrum.web.people.permission import Action, grants_in_force, may

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
    _GrantInline = admin.StackedInline[Grant, User]
    _UserAdmin = UserAdmin[User]
else:
    _ModelAdmin, _GrantInline, _UserAdmin = admin.ModelAdmin, admin.StackedInline, UserAdmin


def administers(request: HttpRequest) -> bool:
    """Whether the person signed in is an operator today. Being staff or superuser of Django does not count."""
    grants = grants_in_force(request.user)
    return any(may(request.user, Action.ADMINISTER, grant.area) for grant in grants)


def sign_in(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:  # noqa: ARG001
    """One sign-in for everything: with second factor and limits. Who is signed in and no operator is refused."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.GET.get('next', '')})}")


admin.site.has_permission = administers  # type: ignore[method-assign]
admin.site.login = sign_in  # type: ignore[method-assign, assignment]
admin.site.site_header = _("Betrieb")
admin.site.site_title = _("Lagezentrum")
admin.site.index_title = _("Personen und Berechtigungen")
admin.site.site_url = "/"


class ForOperators(_ModelAdmin):
    """What operators administer; the rights of Django's own tables are not asked."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return administers(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Operators only."""
        return administers(request)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Adding and changing; what changes is noted as the operator's."""
        with by(request.user):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Removing; noted as the operator's."""
        with by(request.user):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The list, from which several can be removed; noted as the operator's."""
        with by(request.user):
            return super().changelist_view(request, *args, **kwargs)


class Grants(_GrantInline):
    """The grants of a person. Operators do not give themselves any; another operator does."""

    model = Grant
    fk_name = "user"
    extra = 0
    fields = ("role", "area", "body", "valid_from", "valid_to", "deputy_for")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Operators only."""
        return administers(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators, for other people."""
        return administers(request) and obj != request.user

    has_add_permission = has_delete_permission = has_change_permission


class People(ForOperators, _UserAdmin):
    """People. Who has acted in the ledger can be made inactive and not be removed."""

    inlines = (Grants,)
    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "grants__role")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("Zugang"), {"fields": ("is_active", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "email", "usable_password", "password1", "password2")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Setting somebody's password; noted as the operator's."""
        with by(request.user):
            return super().user_change_password(request, *args, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:  # noqa: ARG002
        """Grants come once the person is registered."""
        return self.inlines if obj is not None else ()


class OnlyRemoved(ForOperators):
    """What people make for themselves and operators may only look at and remove."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Never."""
        return False


class SecondFactors(OnlyRemoved):
    """Second factors: for removing those of a lost device."""

    list_display = ("user", "type", "created_at", "last_used_at")
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")


class Identities(OnlyRemoved):
    """Identities at the identity provider: for untying one from a person."""

    list_display = ("user", "provider", "uid", "last_login")
    fields = readonly_fields = ("user", "provider", "uid", "last_login", "date_joined")


for _model in tuple(admin.site._registry):
    admin.site.unregister(_model)
admin.site.register(User, People)
admin.site.register(Authenticator, SecondFactors)
admin.site.register(SocialAccount, Identities)

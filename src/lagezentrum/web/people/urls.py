"""Addresses of the account: of allauth's pages those that people here need. Nobody registers or renames themselves.

There is no page to change one's e-mail address: by it an identity at the identity provider is recognised, so only
operators register it. There is none to have a password sent either: operators set a new one.
"""

from allauth.account import views as account
from allauth.socialaccount import views as identities
from django.urls import include, path

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/login/cancelled/", identities.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", identities.login_error, name="socialaccount_login_error"),
    path("3rdparty/", identities.connections, name="socialaccount_connections"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]

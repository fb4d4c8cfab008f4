"""Every page of the site. The gate shuts a page that says nothing of who may open it."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.i18n import set_language

from durna.web import views
from durna.web.accounts import views as people
from durna.web.audit import views as audit
from durna.web.dataroom import views as dataroom
from durna.web.explorer import views as explorer

handler403 = views.refused
handler404 = views.missing

urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", views.icon, name="icon"),
    path("language/", set_language, name="set_language"),
    path("editions/", explorer.listed, name="editions"),
    path("editions/<str:name>/", explorer.edition, name="edition"),
    path("editions/<str:name>/figures/<str:indicator>/", explorer.figures, name="figures"),
    path("editions/<str:name>/documents/<path:path>", explorer.document, name="document"),
    path("data/receipts/", dataroom.receipts, name="receipts"),
    path("data/receipts/<str:delivery>/", dataroom.receipt, name="receipt"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("join/<str:token>/", people.join, name="join"),
    path("audit/", audit.events, name="audit"),
    # Only the pages of the library that a closed network can use: no registration, no mail.
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/enter/", mfa.authenticate, name="mfa_authenticate"),
    path("account/second-factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

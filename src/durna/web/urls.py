"""Every page of the site. The gate shuts a page that says nothing of who may open it."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path
from django.views.i18n import set_language

from durna.web import views, wrong
from durna.web.accounts import own_views as own
from durna.web.accounts import views as people
from durna.web.api import urls as api
from durna.web.audit import views as audit
from durna.web.bulletin import urls as bulletin
from durna.web.compact import urls as compact
from durna.web.cooperation import urls as cooperation
from durna.web.counts import urls as counts
from durna.web.dataroom import urls as dataroom
from durna.web.evidence import urls as evidence
from durna.web.explorer import urls as explorer
from durna.web.files import urls as files
from durna.web.governance import urls as governance
from durna.web.training import urls as training

handler400 = wrong.not_understood
handler403 = wrong.refused
handler404 = wrong.missing
handler500 = wrong.broken

urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", views.icon, name="icon"),
    path("language/", set_language, name="set_language"),
    *explorer.urlpatterns,
    *api.urlpatterns,
    *counts.urlpatterns,
    *bulletin.urlpatterns,
    *dataroom.urlpatterns,
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("institutions/", people.institutions, name="institutions"),
    path("institutions/<int:pk>/", people.institution, name="institution"),
    path("join/<str:token>/", people.join, name="join"),
    path("audit/", audit.events, name="audit"),
    *files.urlpatterns,
    *training.urlpatterns,
    *evidence.urlpatterns,
    *compact.urlpatterns,
    *cooperation.urlpatterns,
    *governance.urlpatterns,
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
    path("account/second-factor/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/second-factor/keys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("account/second-factor/keys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/keys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/second-factor/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/sessions/", own.my_sessions, name="my_sessions"),
    path("account/from/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("account/from/<str:provider_id>/back/", oidc.callback, name="openid_connect_callback"),
    path("account/second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

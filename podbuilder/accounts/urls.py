from django.urls import path

from podbuilder.accounts.views import account, passwords, sign_in

urlpatterns = [
    path("sign-up/", sign_in.sign_up, name="sign-up"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("password/reset/", passwords.reset, name="password-reset"),
    path("password/reset/<str:uid>/<str:token>/", passwords.reset_confirm, name="password-reset-confirm"),
    path("account/", account.account, name="account"),
    path("account/password/", passwords.change, name="account-password"),
    path("account/email/", account.change_email, name="account-email"),
    path("account/email/<str:token>/", account.confirm_email, name="account-email-confirm"),
    path("account/sessions/end/", account.end_other_sessions, name="sessions-end-others"),
    path("account/sessions/<int:pk>/end/", account.end_session, name="session-end"),
    path("account/data/", account.own_data, name="account-data"),
    path("account/delete/", account.delete, name="account-delete"),
]

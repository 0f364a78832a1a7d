from django.urls import path

from podbuilder.accounts.views import account, passwords, session, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-up/", sign_in.sign_up, name="sign-up"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("session/", session.session, name="session"),
    path("signed-in/", session.signed_in, name="signed-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("password/reset/", passwords.ForgottenPassword.as_view(), name="password-reset"),
    path("password/reset/<str:uidb64>/<str:token>/", passwords.ResetPassword.as_view(), name="password-reset-confirm"),
    path("account/", account.account, name="account"),
    path("account/password/", passwords.ChangePassword.as_view(), name="account-password"),
    path("account/email/", account.change_email, name="account-email"),
    path("account/email/<str:token>/", account.confirm_email, name="account-email-confirm"),
    path("account/sessions/end/", account.end_other_sessions, name="sessions-end-others"),
    path("account/sessions/<int:pk>/end/", account.end_session, name="session-end"),
    path("account/data/", account.own_data, name="account-data"),
    path("account/delete/", account.delete, name="account-delete"),
]

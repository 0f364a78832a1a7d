from django.urls import path

from podbuilder.teams.views import invitations, members, teams

app_name = "teams"
urlpatterns = [
    path("teams/", teams.list_teams, name="teams"),
    path("teams/new/", teams.create, name="team-new"),
    path("teams/join/<str:secret>/", invitations.join, name="team-join"),
    path("teams/<slug:slug>/", teams.show, name="team"),
    path("teams/<slug:slug>/settings/", teams.rename, name="team-rename"),
    path("teams/<slug:slug>/delete/", teams.delete, name="team-delete"),
    path("teams/<slug:slug>/leave/", members.leave, name="team-leave"),
    path("teams/<slug:slug>/members/<int:pk>/role/", members.change_role, name="member-role"),
    path("teams/<slug:slug>/members/<int:pk>/remove/", members.remove, name="member-remove"),
    path("teams/<slug:slug>/invite/", invitations.invite, name="team-invite"),
    path("teams/<slug:slug>/invitations/<int:pk>/revoke/", invitations.revoke, name="invitation-revoke"),
]

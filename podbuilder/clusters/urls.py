from django.urls import path

from podbuilder.clusters import views

app_name = "clusters"
urlpatterns = [
    path("clusters/", views.clusters, name="clusters"),
    path("clusters/<slug:key>/", views.cluster, name="cluster"),
    path("clusters/<slug:key>/facts.json", views.facts, name="cluster-facts"),
    path("clusters/<slug:key>/delete/", views.delete, name="cluster-delete"),
]

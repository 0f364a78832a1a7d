from django.urls import path, re_path

from podbuilder.builder.views import adding, docs, drafts, editing, finding, home, notes, parameters, yaml

urlpatterns = [
    path("", home.home, name="home"),
    path("kubernetes/", home.choose_kubernetes, name="kubernetes"),
    path("docs/field/", docs.field, name="field-docs"),
    path("drafts/new/", home.new_draft, name="draft-new"),
    path("drafts/import/", home.import_draft, name="draft-import"),
    path("drafts/<slug:key>/", drafts.open_draft, name="draft"),
    path("drafts/<slug:key>/go/", drafts.go, name="draft-go"),
    path("drafts/<slug:key>/note/", notes.note, name="draft-note"),
    path("drafts/<slug:key>/add/", adding.choose, name="draft-add"),
    path("drafts/<slug:key>/add/<slug:slug>/", adding.recipe, name="draft-add-recipe"),
    path("drafts/<slug:key>/add/<slug:slug>/preview/", adding.preview, name="draft-add-preview"),
    path("drafts/<slug:key>/find/", finding.find, name="draft-find"),
    re_path(r"^drafts/(?P<key>[-\w]+)/download\.(?P<form>yaml|json)$", drafts.download, name="draft-download"),
    path("drafts/<slug:key>/parameters/", parameters.parameters, name="draft-parameters"),
    path("drafts/<slug:key>/parameter/", parameters.parameter, name="draft-parameter"),
    path("drafts/<slug:key>/parameter/remove/", parameters.remove_parameter, name="draft-parameter-remove"),
    path("drafts/<slug:key>/versions/", drafts.every_version, name="draft-versions"),
    path("drafts/<slug:key>/duplicate/", drafts.duplicate, name="draft-duplicate"),
    path("drafts/<slug:key>/delete/", drafts.delete, name="draft-delete"),
    path("drafts/<slug:key>/restore/", drafts.restore, name="draft-restore"),
    path("drafts/<slug:key>/pod/<path:slug>/", drafts.choose_pod, name="draft-pod"),
    path("drafts/<slug:key>/version/<path:slug>/", drafts.choose_version, name="draft-version"),
    path("drafts/<slug:key>/yaml/", yaml.edit_text, name="draft-yaml"),
    path("drafts/<slug:key>/yaml/complete/", yaml.completions, name="draft-yaml-complete"),
    path("drafts/<slug:key>/yaml/about/", yaml.hover, name="draft-yaml-about"),
    path("drafts/<slug:key>/yaml/check/<path:slug>/", yaml.check, name="draft-yaml-check"),
    path("drafts/<slug:key>/edit/<path:slug>/", editing.step, name="draft-step"),
    path("drafts/<slug:key>/preview/<path:slug>/", editing.preview, name="draft-preview"),
]

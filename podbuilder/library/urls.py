from django.urls import path, re_path

from podbuilder.library.views import (
    audit,
    bin,
    exchange,
    fork,
    lists,
    profile,
    raw,
    revisions,
    save,
    settings,
    share_links,
    template,
    tokens,
    use,
)

app_name = "library"

# The address of a template, and what stands behind it.
AT = "t/<slug:owner>/<slug:slug>/"

urlpatterns = [
    path("library/", lists.library, name="library"),
    path("library/save/", save.save, name="library-save"),
    path("library/bin/", bin.show, name="library-bin"),
    path("library/bin/<int:pk>/restore/", bin.restore, name="template-restore"),
    path("library/import/", exchange.take_in, name="library-import"),
    path("library/export.zip", exchange.export_all, name="library-export"),
    path("library/links/", share_links.links, name="share-links"),
    path("library/links/<int:pk>/revoke/", share_links.revoke, name="share-link-revoke"),
    path("library/drafts/<slug:key>/share/", share_links.share_draft, name="draft-share"),
    path("s/<slug:key>/", share_links.shared, name="shared"),
    path("s/<slug:key>/draft/", share_links.copy, name="shared-draft"),
    path("open/", share_links.open_link, name="link-open"),
    path("library/audit/", audit.mine, name="audit"),
    path("library/tokens/", tokens.tokens, name="tokens"),
    path("library/tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
    path("library/teams/<slug:slug>/audit/", audit.of_team, name="team-audit"),
    path("library/teams/<slug:slug>/profile/", profile.profile, name="team-profile"),
    path("library/teams/<slug:slug>/profile.yaml", profile.download, name="team-profile-download"),
    path(AT, template.show, name="template"),
    path(f"{AT}draft/", template.draft, name="template-draft"),
    path(f"{AT}star/", template.star, name="template-star"),
    path(f"{AT}settings/", settings.change, name="template-settings"),
    path(f"{AT}link/", settings.renew_link, name="template-link"),
    path(f"{AT}export/", exchange.export, name="template-export"),
    path(f"{AT}share/", share_links.share_template, name="template-share"),
    path(f"{AT}move/", settings.move, name="template-move"),
    path(f"{AT}delete/", bin.delete, name="template-delete"),
    path(f"{AT}revisions/", revisions.history, name="template-revisions"),
    path(f"{AT}compare/", revisions.compare, name="template-compare"),
    path(f"{AT}use/", use.use, name="template-use"),
    path(f"{AT}use/preview/", use.preview, name="template-use-preview"),
    path(f"{AT}fork/", fork.fork, name="template-fork"),
    path(f"{AT}upstream/", fork.upstream, name="template-upstream"),
    re_path(
        r"^t/(?P<owner>[-a-zA-Z0-9_]+)/(?P<slug>[-a-zA-Z0-9_]+)@(?P<number>[0-9]{1,9})/$",
        template.pinned,
        name="template-revision",
    ),
    re_path(
        r"^t/(?P<owner>[-a-zA-Z0-9_]+)/(?P<slug>[-a-zA-Z0-9_]+)@(?P<number>[0-9]{1,9})/restore/$",
        revisions.restore,
        name="template-revision-restore",
    ),
    # For programs. What ends like their addresses is theirs, and gets no page.
    re_path(r"^t/(?P<owner>[-a-zA-Z0-9_]+)/(?P<slug>[-a-zA-Z0-9_]+)\.yaml$", raw.newest, name="template-raw"),
    re_path(
        r"^t/(?P<owner>[-a-zA-Z0-9_]+)/(?P<slug>[-a-zA-Z0-9_]+)@(?P<number>[0-9]{1,9})\.yaml$",
        raw.pinned,
        name="template-raw-revision",
    ),
    re_path(r"^t/(?P<owner>[-a-zA-Z0-9_]+)/(?P<slug>[-a-zA-Z0-9_]+)\.zip$", raw.newest_zip, name="template-zip"),
    re_path(
        r"^t/(?P<owner>[-a-zA-Z0-9_]+)/(?P<slug>[-a-zA-Z0-9_]+)@(?P<number>[0-9]{1,9})\.zip$",
        raw.pinned_zip,
        name="template-zip-revision",
    ),
    re_path(r"^t/(?P<rest>.+)\.yaml$", raw.nowhere, name="template-raw-nowhere"),
]

#include "ui/shell/capture.h"
#include "ui/catalogue/catalogue_row.h"
#include "ui/catalogue/catalogue_view.h"
#include "ui/charts/export.h"
#include "ui/format.h"
#include "ui/shell/camera.h"
#include "ui/shell/main_window.h"
#include "ui/synthetic/world_dialog.h"
#include <QDir>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kWorkTimeout = 300000;

QString openAndTrain(MainWindow& window, Camera& camera, const QString& data) {
    QString problem;
    const auto failed = QObject::connect(&window.session(), &Session::openingFailed, &window,
                                         [&](const Error& e) { problem = QString::fromStdString(e.message); });
    window.openData(data);
    waitFor([&] { return !window.session().isOpening(); }, kWorkTimeout);
    QObject::disconnect(failed);
    if (!window.session().dataset()) return problem.isEmpty() ? QStringLiteral("The data could not be opened.") : problem;
    if (!waitFor([&] { return window.session().split() || window.session().splitError(); }, kWorkTimeout) ||
        window.session().splitError())
        return QStringLiteral("The data could not be split.");
    camera.act(QStringLiteral("page.train"));
    if (!camera.shoot(QStringLiteral("train-empty"))) return QStringLiteral("The pictures cannot be written to the folder.");
    camera.act(QStringLiteral("page.compare"));
    camera.shoot(QStringLiteral("compare-empty"));
    camera.act(QStringLiteral("page.inspect"));
    camera.shoot(QStringLiteral("inspect-empty"));
    camera.act(QStringLiteral("page.map"));
    camera.shoot(QStringLiteral("map-empty"));
    for (const char* id : {"ease", "item_knn", "ials", "user_knn", "mf_sgd", "popularity", "random"})
        camera.act(QStringLiteral("train.train:") + QLatin1String(id));
    camera.act(QStringLiteral("page.train"));
    // One picture while the factor model learns.
    waitFor(
        [&] {
            return std::ranges::any_of(window.session().runs(),
                                       [](const Run& r) { return r.state == Run::State::Running && r.epochs.size() > 3; }) ||
                   !window.session().hasActiveRuns();
        },
        kWorkTimeout);
    camera.shoot(QStringLiteral("train-working"));
    if (!waitFor([&] { return !window.session().hasActiveRuns(); }, kWorkTimeout))
        return QStringLiteral("Training did not end in time.");
    return {};
}

/// The builder of worlds, with its sample made.
void shootBuilder(MainWindow& window, Camera& camera, const QString& name) {
    camera.act(QStringLiteral("file.new-world"));
    const auto ready = [&] {
        const auto all = window.findChildren<WorldDialog*>();
        return std::ranges::any_of(all, [](const WorldDialog* b) { return b->isVisible() && b->sample() && b->isUpToDate(); });
    };
    waitFor(ready, kWorkTimeout);
    camera.shoot(name);
    camera.closePopups();
}

/// The start page in large type and in a small window, and what is to be read of a data set before it is fetched.
void shootStart(MainWindow& window, Camera& camera) {
    auto* view = window.findChild<CatalogueView*>();
    CatalogueRow* row = view ? view->row(QStringLiteral("ml-1m")) : nullptr;
    if (!row) return;
    row->setUnfolded(true);
    camera.shoot(QStringLiteral("start-catalogue"));
    row->setUnfolded(false);
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    camera.shoot(QStringLiteral("start-large"));
    camera.act(QStringLiteral("file.catalogue"));
    camera.shoot(QStringLiteral("start-large-catalogue"));
    camera.act(QStringLiteral("view.zoom-reset"));
    window.resize(1024, 700);
    camera.shoot(QStringLiteral("start-small"));
    window.resize(1440, 900);
}

void shootPages(Camera& camera, const QString& suffix) {
    for (const char* page : {"data", "split", "train", "compare", "inspect", "map"}) {
        camera.act(QStringLiteral("page.") + QLatin1String(page));
        if (QLatin1String(page) == QLatin1String("inspect") && suffix.isEmpty()) {
            camera.act(QStringLiteral("inspect.typical-user"));
            camera.settle();
            camera.act(QStringLiteral("inspect.rate-top"));
            camera.act(QStringLiteral("inspect.view-bars"));
            camera.settle();
            camera.act(QStringLiteral("inspect.what-if-suggested"));
            for (int k = 0; k < 4; ++k) camera.settle(); // The suggestion, the lists and the smallest change come from workers.
        }
        camera.shoot(QLatin1String(page) + suffix);
    }
}

QString reportOf(MainWindow& window) {
    Session& session = window.session();
    QString html =
        QStringLiteral(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Recoscope tour</title><body><h1>Recoscope "
            "tour</h1><p>%1</p><table><tr><th>model<th>NDCG@10<th>recall@10<th>coverage@10</tr>")
            .arg((format::safe(session.dataset()->name) +
                  (session.dataset()->simulated ? QStringLiteral(" (simulated ratings)") : QString()))
                     .toHtmlEscaped());
    for (const Run* run : session.doneRuns()) {
        const auto value = [&](const char* key) { return format::bounded(run->result->means.at(key).value); };
        html += QStringLiteral("<tr><td>%1<td>%2<td>%3<td>%4</tr>")
                    .arg(run->name.toHtmlEscaped(), value("ndcg@10"), value("recall@10"), value("coverage@10"));
    }
    html += QStringLiteral("</table>");
    const Run* first = session.doneRuns().empty() ? nullptr : session.doneRuns().front();
    if (first && session.user() && session.item()) {
        const auto history = session.editedHistory();
        const auto views =
            first->result->model->explain(Query::known(*session.user(), {history.items, history.ratings, {}}), *session.item());
        html += QStringLiteral("<h2>Why %1?</h2><ul>")
                    .arg(format::title(session.dataset()->titleOf(*session.item())).toHtmlEscaped());
        if (!views.empty())
            for (std::size_t k = 0; k < std::min<std::size_t>(8, views[0].contributions.size()); ++k) {
                const Contribution& c = views[0].contributions[k];
                if (c.kind == Contribution::Kind::HistoryItem)
                    html += QStringLiteral("<li>%1: %2")
                                .arg(format::title(session.dataset()->titleOf(ItemIndex{c.id})).toHtmlEscaped(),
                                     format::signedScore(c.amount));
            }
        html += QStringLiteral("</ul>");
    }
    for (const char* page : {"data", "split", "train", "compare", "inspect", "map"})
        html += QStringLiteral("<p><img src=\"%1.png\" width=\"1200\" alt=\"%1\">").arg(QLatin1String(page));
    return html + QStringLiteral("</body></html>\n");
}

} // namespace

QString capturePages(MainWindow& window, const QString& folder, const QString& data) {
    if (!QDir().mkpath(folder)) return QObject::tr("The folder %1 cannot be made.").arg(folder);
    Camera camera(window, folder);
    window.resize(1440, 900);
    window.show();
    camera.act(QStringLiteral("view.light"));
    camera.act(QStringLiteral("page.data"));
    if (!camera.shoot(QStringLiteral("start"))) return QObject::tr("The pictures cannot be written to %1.").arg(folder);
    shootBuilder(window, camera, QStringLiteral("synthetic"));
    shootStart(window, camera);
    camera.act(QStringLiteral("view.dark"));
    camera.shoot(QStringLiteral("start-dark"));
    shootBuilder(window, camera, QStringLiteral("synthetic-dark"));
    camera.act(QStringLiteral("view.light"));
    if (QString problem = openAndTrain(window, camera, data); !problem.isEmpty()) return problem;
    shootPages(camera, {});
    camera.act(QStringLiteral("view.dark"));
    shootPages(camera, QStringLiteral("-dark"));
    camera.act(QStringLiteral("view.light"));
    camera.act(QStringLiteral("page.inspect"));
    camera.act(QStringLiteral("view.projector"));
    camera.shoot(QStringLiteral("inspect-projector"));
    camera.act(QStringLiteral("view.projector"));
    return {};
}

QString captureAll(MainWindow& window, const QString& folder, const QString& data) {
    if (QString problem = capturePages(window, folder, data); !problem.isEmpty()) return problem;
    Camera camera(window, folder);
    return captureStates(window, camera, folder);
}

QString runTour(MainWindow& window, const QString& folder, const QString& data) {
    if (QString problem = capturePages(window, folder, data); !problem.isEmpty()) return problem;
    if (!writeWhole(folder + QStringLiteral("/report.html"), reportOf(window).toUtf8()))
        return QObject::tr("The report could not be written to %1.").arg(folder);
    return {};
}

} // namespace recoscope::ui

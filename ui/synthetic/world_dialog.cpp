#include "ui/synthetic/world_dialog.h"
#include "core/data/synthetic/world.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/synthetic/preset_list.h"
#include "ui/synthetic/taste_matrix.h"
#include "ui/synthetic/world_form.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segments.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kSideBySideFrom = 900; ///< Narrower builders, in design pixels, show the small pictures under each other.

QScrollArea* scrolling(QWidget* inside, QWidget* parent) {
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inside);
    inside->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

std::vector<Bar> barsOf(const DataProfile& profile) {
    std::vector<Bar> bars;
    for (const auto& [value, count] : profile.histogram) {
        const QString label = format::rating(value);
        bars.push_back({label,
                        static_cast<double>(count),
                        {},
                        QObject::tr("%1: %2 of the sample")
                            .arg(label, format::counted(count, QObject::tr("rating"), QObject::tr("ratings")))});
    }
    return bars;
}

void fillPopularity(LinePlot& plot, const DataProfile& profile) {
    LineSeries line;
    line.ink = theme().text;
    for (std::size_t k = 0; k < profile.countsByRank.size(); ++k)
        line.points.emplace_back(static_cast<double>(k) + 1, profile.countsByRank[k]);
    plot.setAxes({QObject::tr("item rank"), 1, std::max(2.0, static_cast<double>(profile.items)), false, {}, {}},
                 {QObject::tr("ratings"), 0, std::max(1.0, static_cast<double>(profile.mostPerItem)), false, {}, {}});
    plot.setSeries({line});
    plot.setInset({format::gini(profile.gini), QObject::tr("Gini")});
}

} // namespace

WorldDialog::WorldDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_presets(new PresetList(this)),
      m_form(new WorldForm(this)) {
    setObjectName(QStringLiteral("world-builder"));
    setWindowTitle(tr("New synthetic world"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(12));
    column->addWidget(makeHead());
    auto* middle = new QHBoxLayout;
    middle->setSpacing(px(12));
    auto* presets = new Card(tr("Presets"), {}, this);
    presets->body()->setContentsMargins(1, px(6), 1, px(8));
    presets->body()->addWidget(scrolling(m_presets, presets), 1);
    auto* values = new Card(tr("Values"), tr("from the preset, until changed"), this);
    values->body()->setContentsMargins(1, px(6), 1, px(8));
    values->body()->addWidget(scrolling(m_form, values), 1);
    middle->addWidget(presets, 20);
    middle->addWidget(values, 31);
    middle->addWidget(scrolling(makePictures(), this), 49);
    column->addLayout(middle, 1);
    column->addWidget(makeFoot());
    connect(m_presets, &PresetList::chosen, m_form, &WorldForm::setPreset);
    connect(m_form, &WorldForm::changed, this, &WorldDialog::formChanged);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        if (m_sample) take(*m_sample);
    });
    m_presets->setCurrent(m_form->preset());
    formChanged();
    const QSize room = parent ? parent->size() - QSize(px(40), px(40)) : QSize(px(1120), px(740));
    resize(QSize(px(1120), px(740)).boundedTo(room));
    if (parent) move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, (parent->height() - height()) / 2)));
}

QWidget* WorldDialog::makeHead() {
    auto* head = new QWidget(this);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(8));
    auto* title = new PlainLabel(tr("New synthetic world"), head);
    title->setType(Appearance::Type::Page);
    title->setSemibold(true);
    auto* words =
        new PlainLabel(tr("Invented people rate invented items. What they truly like is kept beside the ratings."), head);
    words->setRole(PlainLabel::Role::Muted);
    words->setElided(true);
    line->addWidget(title);
    line->addWidget(new Badge(tr("simulated"), head, Badge::Tint::Warn));
    line->addWidget(words, 1);
    return head;
}

QWidget* WorldDialog::makePictures() {
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    auto* pattern = new Card(tr("Who rates what"), {}, side);
    auto* order = new Segments({tr("By taste"), tr("By popularity")}, pattern);
    pattern->addToHead(order);
    m_matrix = new TasteMatrix(pattern);
    pattern->offerExport(m_matrix, m_matrix);
    pattern->body()->addWidget(m_matrix, 1);
    m_caption = new PlainLabel({}, pattern);
    m_caption->setRole(PlainLabel::Role::Muted);
    m_caption->setType(Appearance::Type::Caption);
    m_caption->setElided(true);
    pattern->body()->addWidget(m_caption);
    connect(order, &Segments::chosen, m_matrix,
            [this](int k) { m_matrix->setOrder(k == 0 ? TasteMatrix::Order::Taste : TasteMatrix::Order::Popularity); });
    m_below = new QHBoxLayout;
    m_below->setSpacing(px(12));
    auto* ratings = new Card(tr("Ratings"), {}, side);
    m_histogram = new BarPlot(ratings);
    m_histogram->setName(QStringLiteral("synthetic-ratings"), tr("How often each rating is given in the sample"));
    ratings->offerExport(m_histogram, m_histogram);
    ratings->body()->addWidget(m_histogram, 1);
    auto* popularity = new Card(tr("Popularity"), {}, side);
    m_popularity = new LinePlot(popularity);
    m_popularity->setName(QStringLiteral("synthetic-popularity"), tr("Ratings of the sample's items, most popular first"));
    popularity->offerExport(m_popularity, m_popularity);
    popularity->body()->addWidget(m_popularity, 1);
    m_below->addWidget(ratings, 1);
    m_below->addWidget(popularity, 1);
    column->addWidget(pattern, 3);
    column->addLayout(m_below, 2);
    return side;
}

QWidget* WorldDialog::makeFoot() {
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    m_forecast = new PlainLabel({}, foot);
    m_forecast->setObjectName(QStringLiteral("forecast"));
    m_forecast->setWordWrap(true);
    column->addWidget(m_forecast);
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    m_text = new QLineEdit(foot);
    m_text->setReadOnly(true);
    m_text->setFont(ui::font(Appearance::Type::Mono));
    m_text->setAccessibleName(tr("The text that makes this world again, here and on the command line"));
    m_text->setToolTip(plainTip(m_text->accessibleName()));
    auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy the text"), foot);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->text()); });
    auto* cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_make = new QPushButton(tr("Make this world"), foot);
    m_make->setObjectName(QStringLiteral("make-world"));
    m_make->setProperty("primary", true);
    m_make->setDefault(true);
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_session.open(worldText());
        accept();
    });
    line->addWidget(m_text, 1);
    line->addWidget(copy);
    line->addSpacing(px(8));
    line->addWidget(cancel);
    line->addWidget(m_make);
    column->addLayout(line);
    connect(&Appearance::instance(), &Appearance::changed, m_text, [this] { m_text->setFont(ui::font(Appearance::Type::Mono)); });
    return foot;
}

void WorldDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    m_below->setDirection(width() < px(kSideBySideFrom) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QString WorldDialog::worldText() const { return m_text->text(); }

void WorldDialog::formChanged() {
    const auto spec = m_form->world();
    if (!spec) return refuse(spec.error());
    const WorldForecast forecast = forecastOf(spec.value());
    m_text->setText(QString::fromStdString(formatWorld(spec.value())));
    m_text->setCursorPosition(0);
    if (const auto room = requireRoom(spec.value()); !room) return refuse(room.error());
    m_make->setEnabled(true);
    m_forecast->setRole(PlainLabel::Role::Text);
    m_forecast->setText(tr("%1, %2 of all pairs  ·  %3 of memory  ·  about %4")
                            .arg(format::counted(forecast.rows, tr("rating"), tr("ratings")), format::share(forecast.density, 2),
                                 format::bytes(forecast.bytes), format::seconds(forecast.seconds)));
    m_job.submit([spec = spec.value()](const TaskContext& context) { return sampleOf(spec, context); },
                 [this](Result<WorldSample> result) { take(std::move(result)); });
}

void WorldDialog::refuse(const Error& error) {
    m_job.cancel();
    m_make->setEnabled(false);
    m_forecast->setRole(PlainLabel::Role::Bad);
    m_forecast->setText(QString::fromStdString(error.message));
}

void WorldDialog::take(Result<WorldSample> result) {
    if (result.isCancelled()) return;
    if (result.hasError()) return refuse(result.error());
    m_sample = std::move(result).value();
    const DataProfile& profile = *m_sample->profile;
    m_matrix->setSample(*m_sample);
    m_caption->setText(tr("a sample world: %1 down, %2 across, %3; darker: more ratings (log)")
                           .arg(format::counted(profile.users, tr("user"), tr("users")),
                                format::counted(profile.items, tr("item"), tr("items")),
                                format::counted(profile.interactions, tr("rating"), tr("ratings"))));
    m_histogram->setBars(barsOf(profile), tr("rating"), {QStringLiteral("rating"), QStringLiteral("count")});
    fillPopularity(*m_popularity, profile);
}

void showWorldBuilder(QWidget& window, Session& session) {
    for (WorldDialog* open : window.findChildren<WorldDialog*>())
        if (open->isVisible()) {
            open->raise();
            open->activateWindow();
            return;
        }
    (new WorldDialog(session, &window))->open();
}

} // namespace recoscope::ui

#include "ui/pages/map/map_header.h"
#include "ui/format.h"
#include "ui/models/entries.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/picker_popup.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace recoscope::ui {

MapHeader::MapHeader(QWidget* parent)
    : QWidget(parent),
      m_model(new ChoiceButton(tr("Model"), this)),
      m_colour(new ChoiceButton(tr("Colour"), this)),
      m_size(new ChoiceButton(tr("Size"), this)),
      m_search(new QLineEdit(this)),
      m_found(new PlainLabel({}, this)),
      m_user(new ChoiceButton(tr("User"), this)),
      m_save(new ChoiceButton(tr("Save picture"), this)),
      m_sideButton(new QPushButton(tr("Axes"), this)),
      m_models(new QMenu(this)),
      m_saveMenu(new QMenu(this)),
      m_picker(new PickerPopup(tr("Find a user by id or by any column"), this)) {
    auto* title = new PlainLabel(tr("Map"), this);
    title->setType(Appearance::Type::Page);
    title->setSemibold(true);
    m_model->setMenu(m_models);
    auto* colours = new QMenu(this);
    const auto colour = [&](const QString& text, MapColour which) {
        return colours->addAction(text, this, [this, which] { Q_EMIT colourChosen(which); });
    };
    colour(tr("Genre"), MapColour::Genre);
    colour(tr("Popularity"), MapColour::Popularity);
    m_meanColour = colour(tr("Mean rating"), MapColour::Mean);
    m_colour->setMenu(colours);
    auto* sizes = new QMenu(this);
    const auto size = [&](const QString& text, bool equal) {
        sizes->addAction(text, this, [this, equal] {
            m_size->setTexts(tr("Size"), equal ? tr("equal") : tr("ratings"));
            Q_EMIT sizesChosen(equal);
        });
    };
    size(tr("By training ratings"), false);
    size(tr("All equal"), true);
    m_size->setMenu(sizes);
    m_size->setTexts(tr("Size"), tr("ratings"));
    setColour(MapColour::Genre);
    m_search->setObjectName(QStringLiteral("map.search"));
    m_search->setAccessibleName(tr("Search the map"));
    m_search->setPlaceholderText(tr("Find a title"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_found->setRole(PlainLabel::Role::Muted);
    m_found->setType(Appearance::Type::Secondary);
    m_user->setIconName(QStringLiteral("user"));
    m_save->setIconName(QStringLiteral("export"));
    m_save->setTexts({}, tr("Save picture"));
    m_save->setMenu(m_saveMenu);
    m_sideButton->setCheckable(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    row->addWidget(title);
    for (QWidget* part : std::initializer_list<QWidget*>{m_model, m_colour, m_size}) row->addWidget(part);
    row->addStretch(1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_found, m_search, m_user, m_save, m_sideButton}) row->addWidget(part);
    const auto follow = [this] {
        setFixedHeight(px(56));
        m_search->setMaximumWidth(px(210));
    };
    follow();
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    connect(m_search, &QLineEdit::textChanged, this, &MapHeader::searched);
    connect(m_user, &QPushButton::clicked, this, [this] { m_picker->openBelow(m_user); });
    connect(m_picker, &PickerPopup::picked, this, [this](std::int32_t id) { Q_EMIT userPicked(UserIndex(id)); });
    connect(m_sideButton, &QPushButton::toggled, this, &MapHeader::sideToggled);
    setRuns({}, nullptr);
}

void MapHeader::setRuns(const std::vector<const Run*>& runs, const Run* chosen) {
    m_models->clear();
    for (const Run* run : runs)
        m_models->addAction(QString(run->name).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                            [this, id = run->id] { Q_EMIT runChosen(id); });
    m_full = chosen != nullptr;
    for (QWidget* part : std::initializer_list<QWidget*>{m_model, m_colour, m_size, m_search, m_user, m_save})
        part->setVisible(m_full);
    if (!chosen) return setFound(0, false);
    m_model->setSignature(chosen->signature);
    const auto factors = chosen->result->model->factors();
    m_model->setTexts({}, chosen->name, factors ? tr("%1 factors").arg(factors->rank) : QString());
}

void MapHeader::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    m_meanColour->setVisible(dataset && dataset->hasRatings);
    m_picker->setTexts(usersToPick(dataset));
}

void MapHeader::setUser(const QString& name) { m_user->setTexts({}, name.isEmpty() ? tr("Choose a user") : name); }

void MapHeader::setFound(std::size_t found, bool searching) {
    m_found->setVisible(searching && m_full);
    m_found->setText(tr("%1 found").arg(format::count(static_cast<std::int64_t>(found))));
}

void MapHeader::setColour(MapColour colour) {
    m_colour->setTexts(tr("Colour"), colour == MapColour::Genre        ? tr("genre")
                                     : colour == MapColour::Popularity ? tr("popularity")
                                                                       : tr("mean rating"));
}

void MapHeader::setCompact(bool on, bool narrow) {
    m_sideButton->setVisible(on && m_full);
    m_size->setVisible(m_full && !on);
    m_save->setVisible(m_full && !on);
    m_user->setVisible(m_full && !narrow);
    m_colour->setVisible(m_full && !narrow);
}

bool MapHeader::sideWanted() const { return m_sideButton->isChecked(); }
QString MapHeader::wanted() const { return m_search->text().trimmed(); }
void MapHeader::setWanted(const QString& text) { m_search->setText(text); }
void MapHeader::focusSearch() { m_search->setFocus(); }

} // namespace recoscope::ui

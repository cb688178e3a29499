#include "ui/shell/refusal_panel.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/import/import_dialog.h"
#include "ui/import/import_words.h"
#include "ui/session.h"
#include "ui/shell/excerpt.h"
#include "ui/shell/recent.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

QString inShort(const std::string& message) {
    // The second and third place are left to the lines shown below.
    static const QRegularExpression further(QStringLiteral("(; line \\d+, character \\d+, expected [^;]*\"[^\"]*\")+"));
    return forTheWindow(message).remove(further);
}

} // namespace

RefusalPanel::RefusalPanel(Session& session, ActionRegistry& actions, QWidget* parent)
    : Overlay(parent),
      m_session(session),
      m_title(new PlainLabel({}, this)),
      m_message(new PlainLabel({}, this)),
      m_rest(new PlainLabel({}, this)),
      m_excerpt(new ExcerptView(this)) {
    setObjectName(QStringLiteral("refusal"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(12), px(16), px(16));
    column->setSpacing(px(10));
    auto* head = new QHBoxLayout;
    head->setSpacing(px(8));
    auto* picture = new QLabel(this);
    const auto ink = [picture] {
        picture->setPixmap(iconPixmap(QStringLiteral("error"), theme().bad, px(18), picture->devicePixelRatioF()));
    };
    connect(&Appearance::instance(), &Appearance::changed, picture, ink);
    ink();
    picture->setTextFormat(Qt::PlainText);
    auto* close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAccessibleName(tr("Close"));
    connect(close, &QToolButton::clicked, this, &Overlay::dismiss);
    m_title->setType(Appearance::Type::CardTitle);
    head->addWidget(picture);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    column->addLayout(head);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_rest->setRole(PlainLabel::Role::Muted);
    column->addWidget(m_message);
    column->addWidget(m_excerpt);
    column->addWidget(m_rest);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(px(8));
    const auto button = [&](const QString& text, bool flat, auto&& run) {
        auto* made = new QPushButton(text, this);
        made->setProperty("flat", flat);
        connect(made, &QPushButton::clicked, this, run);
        buttons->addWidget(made);
        return made;
    };
    m_without = button(tr("Open without ratings"), false, [this] { openWithoutRatings(); });
    m_again = button(tr("Say how to read it…"), false, [this] {
        dismiss();
        showImport(*window(), m_session, m_ref);
    });
    button(tr("Open another file…"), false, [this, &actions] {
        dismiss();
        actions.find(QStringLiteral("file.open"))->trigger();
    });
    button(tr("Try again"), true, [this] {
        dismiss();
        m_session.open(m_ref);
    });
    buttons->addStretch(1);
    column->addLayout(buttons);
}

QString RefusalPanel::message() const { return m_message->text(); }

void RefusalPanel::show(const QString& ref, const Error& error) {
    m_ref = ref;
    const QString name = ref == QLatin1String("demo") ? tr("The demo world") : wordsOf(ref).name;
    m_title->setText(tr("%1 was not opened").arg(name));
    m_message->setText(inShort(error.message));
    m_rest->setText(m_session.dataset() ? tr("The open data is untouched.") : tr("Nothing was opened."));
    const auto place = placeIn(QString::fromStdString(error.where));
    const bool exists = QFileInfo::exists(ref);
    const bool rating = place && error.message.find("expected a number") != std::string::npos;
    m_without->setVisible(rating);
    m_without->setProperty("primary", rating);
    m_again->setVisible(exists && error.kind == ErrorKind::InvalidInput);
    m_excerpt->setVisible(false);
    setAccessibleName(m_title->text() + QStringLiteral(". ") + m_message->text());
    Overlay::show();
    raise();
    takeFocus(rating ? *static_cast<QWidget*>(m_without) : *findChild<QToolButton*>());
    m_reading.cancel();
    if (!place) return;
    m_reading.submit([ref, at = *place](const TaskContext&) { return readExcerpt(ref, at); },
                     [this](Excerpt read) {
                         if (read.empty()) return;
                         m_excerpt->setExcerpt(std::move(read));
                         m_excerpt->show();
                     });
}

/// Users and items are what is left when the ratings cannot be read: every line then counts as one choice.
void RefusalPanel::openWithoutRatings() {
    LoadOptions options;
    options.columns = "user,item";
    dismiss();
    m_session.open(m_ref, options);
}

} // namespace recoscope::ui

#include "ui/shell/palette_popup.h"
#include "ui/actions.h"
#include "ui/session.h"
#include "ui/shell/palette_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/menu_item.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

QStringList wordsOf(const QString& text) { return text.split(' ', Qt::SkipEmptyParts); }

/// The keys that close it, at the right end of the field.
class EscBadge final : public QWidget {
public:
    explicit EscBadge(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintKeys(painter, QRectF(rect()), QObject::tr("Esc"));
    }
};

} // namespace

PalettePopup::PalettePopup(Session& session, ActionRegistry& actions, QWidget* parent)
    : QDialog(parent, Qt::Popup),
      m_session(session),
      m_actions(actions),
      m_model(new PaletteModel(this)),
      m_edit(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_hints(new PlainLabel({}, this)),
      m_esc(new EscBadge(this)) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Find an action, item or user"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, px(4), 1, 1);
    column->setSpacing(0);
    m_edit->setFrame(false);
    m_edit->setAccessibleName(tr("Find"));
    m_edit->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(*m_edit, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Found"));
    m_hints->setRole(PlainLabel::Role::Muted);
    m_hints->setType(Appearance::Type::Secondary);
    column->addWidget(m_edit);
    column->addSpacing(px(5));
    column->addWidget(m_list, 1);
    column->addWidget(m_hints);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &PalettePopup::search);
    connect(m_edit, &QLineEdit::returnPressed, this, &PalettePopup::run);
    connect(m_list, &QListView::clicked, this, &PalettePopup::run);
    connect(&session, &Session::datasetChanged, this, [this] {
        m_index.reset();
        m_searching.cancel();
        if (m_scope != PaletteScope::Actions) m_scope = PaletteScope::All;
    });
}

void PalettePopup::place() {
    m_edit->setFont(ui::font(Appearance::Type::Body));
    m_edit->setFixedHeight(px(34));
    m_edit->setTextMargins(px(6), 0, px(48), 0);
    m_edit->setContentsMargins(px(10), 0, 0, 0);
    m_hints->setContentsMargins(px(16), px(6), px(16), px(6));
    const QSize room = parentWidget() ? parentWidget()->size() : QSize(px(520), px(460));
    m_esc->raise();
    resize(std::min(px(520), room.width() - px(24)), std::min(px(460), room.height() - px(80)));
    m_esc->setGeometry(width() - px(60), px(4), px(46), px(34));
    if (parentWidget()) QDialog::move(parentWidget()->mapToGlobal(QPoint((parentWidget()->width() - width()) / 2, px(52))));
}

void PalettePopup::open() {
    place();
    const auto dataset = m_session.dataset();
    m_edit->setPlaceholderText(
        tr("Find an action, %1 or user").arg(dataset ? QString::fromStdString(dataset->itemNoun) : tr("item")));
    refreshHints();
    search(m_edit->text());
    QDialog::show();
    m_edit->setFocus();
    m_edit->selectAll();
}

void PalettePopup::refreshHints() {
    const auto dataset = m_session.dataset();
    const QString items = dataset ? QString::fromStdString(dataset->itemNounPlural) : tr("items");
    const QString next = m_scope == PaletteScope::All       ? tr("only actions")
                         : m_scope == PaletteScope::Actions ? (dataset ? tr("only %1").arg(items) : tr("everything"))
                         : m_scope == PaletteScope::Items   ? tr("only users")
                                                            : tr("everything");
    m_hints->setText(tr("↑ ↓ choose     Enter run     Tab %1     Esc close").arg(next));
}

void PalettePopup::nextScope() {
    const bool hasData = m_session.dataset() != nullptr;
    m_scope = m_scope == PaletteScope::All                  ? PaletteScope::Actions
              : m_scope == PaletteScope::Actions && hasData ? PaletteScope::Items
              : m_scope == PaletteScope::Items              ? PaletteScope::Users
                                                            : PaletteScope::All;
    refreshHints();
    search(m_edit->text());
}

void PalettePopup::search(const QString& text) {
    show({});
    const auto dataset = m_session.dataset();
    const QStringList words = wordsOf(text);
    if (!dataset || words.isEmpty() || m_scope == PaletteScope::Actions) {
        m_searching.cancel();
        return;
    }
    struct Found {
        std::shared_ptr<const PaletteIndex> index;
        PaletteHits hits;
    };
    m_searching.submit(
        [dataset, words, known = m_index](const TaskContext&) {
            Found found;
            found.index = known && known->dataset == dataset ? known : makePaletteIndex(dataset);
            found.hits = searchPalette(*found.index, words);
            return found;
        },
        [this](const Found& found) {
            m_index = found.index;
            show(found.hits);
        });
}

void PalettePopup::show(const PaletteHits& hits) {
    const QStringList words = wordsOf(m_edit->text());
    std::vector<PaletteRow> rows;
    if (m_scope == PaletteScope::All || m_scope == PaletteScope::Actions) {
        rows = actionRows(m_actions, words);
        // Among everything the actions leave room for the rest.
        const bool narrow = m_scope == PaletteScope::All && !words.isEmpty() && m_index != nullptr;
        if (narrow && rows.size() > PaletteHits::kShown + 1) {
            rows.front().text =
                tr("Actions · %1 of %2").arg(QString::number(PaletteHits::kShown), QString::number(rows.size() - 1));
            rows.resize(PaletteHits::kShown + 1);
        }
    }
    if (m_index && m_index->dataset == m_session.dataset())
        for (PaletteRow& row : dataRows(*m_index, hits, m_scope)) rows.push_back(std::move(row));
    m_model->setRows(std::move(rows));
    if (const int first = m_model->firstChoice(); first >= 0) m_list->setCurrentIndex(m_model->index(first));
    m_list->scrollToTop();
}

void PalettePopup::move(int by) {
    int row = m_list->currentIndex().row();
    for (row += by; row >= 0 && row < m_model->rowCount(); row += by)
        if (m_model->flags(m_model->index(row)) & Qt::ItemIsEnabled) {
            m_list->setCurrentIndex(m_model->index(row));
            return;
        }
}

bool PalettePopup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Tab:
        nextScope();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void PalettePopup::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& t = theme();
    painter.fillRect(rect(), t.surface);
    painter.setPen(QPen(t.control, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.fillRect(QRect(1, m_edit->geometry().bottom() + px(3), width() - 2, 1), t.line);
    painter.fillRect(QRect(1, m_hints->y(), width() - 2, 1), t.line);
}

void PalettePopup::run() {
    const PaletteRow* chosen = m_model->row(m_list->currentIndex());
    if (!chosen || chosen->kind == PaletteRow::Kind::Heading) return;
    const PaletteRow row = *chosen;
    close();
    if (row.kind == PaletteRow::Kind::Action) {
        if (QAction* found = m_actions.find(row.action)) found->trigger();
        return;
    }
    if (row.kind == PaletteRow::Kind::Item) m_session.selectItem(ItemIndex{row.index});
    if (row.kind == PaletteRow::Kind::User) m_session.selectUser(UserIndex{row.index});
    if (QAction* inspect = m_actions.find(QStringLiteral("page.inspect"))) inspect->trigger();
}

} // namespace recoscope::ui

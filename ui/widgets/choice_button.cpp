#include "ui/widgets/choice_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>
#include <algorithm>

namespace recoscope::ui {

namespace {

constexpr int kIcon = 16, kSwatch = 28, kEdge = 10, kGap = 6, kMostStrong = 220, kLeastStrong = 56;

} // namespace

ChoiceButton::ChoiceButton(const QString& accessibleName, QWidget* parent) : QPushButton(parent) {
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, &ChoiceButton::refresh);
}

void ChoiceButton::setTexts(const QString& lead, const QString& strong, const QString& rest) {
    m_lead = lead;
    m_strong = strong;
    m_rest = rest;
    setAccessibleDescription(shownText());
    refresh();
}

QString ChoiceButton::shownText() const {
    QString text = m_lead;
    for (const QString& part : {m_strong, m_rest}) {
        if (!part.isEmpty()) text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + part;
    }
    return text;
}

void ChoiceButton::refresh() {
    updateGeometry();
    update();
}

int ChoiceButton::markWidth() const {
    if (m_signature) return px(kSwatch + kGap);
    return m_icon.isEmpty() ? 0 : px(kIcon + kGap);
}

/// Without a frame there is nothing to keep away from.
int ChoiceButton::edge() const { return px(property("flat").toBool() ? kEdge / 2 : kEdge); }

QSize ChoiceButton::minimumSizeHint() const { return {widthFor(px(kLeastStrong)), sizeHint().height()}; }

int ChoiceButton::widthFor(int mostStrong) const {
    const QFontMetrics strong(ui::font(Appearance::Type::Body, m_lead.isEmpty()));
    const QFontMetrics plain(ui::font(Appearance::Type::Body));
    int width = 2 * edge() + markWidth() + std::min(strong.horizontalAdvance(m_strong), mostStrong) + px(2);
    if (!m_lead.isEmpty()) width += plain.horizontalAdvance(m_lead) + px(kGap);
    if (m_chevron) width += px(kGap + 12);
    return width;
}

QSize ChoiceButton::sizeHint() const {
    QSize size(widthFor(px(kMostStrong)), std::max(px(28), QFontMetrics(ui::font(Appearance::Type::Body)).height() + px(6)));
    if (!m_rest.isEmpty())
        size.rwidth() += px(kGap) + QFontMetrics(ui::font(Appearance::Type::Body)).horizontalAdvance(m_rest) + px(2);
    return size;
}

void ChoiceButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelButtonCommand, &option, &painter, this);
    if (hasFocus()) style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    const Theme& t = theme();
    const double ratio = devicePixelRatioF();
    int left = edge();
    int right = width() - edge();
    if (m_signature) {
        paintSwatch(painter, QRectF(left, 0, px(kSwatch), height()), *m_signature);
    } else if (!m_icon.isEmpty()) {
        painter.drawPixmap(left, (height() - px(kIcon)) / 2,
                           iconPixmap(m_icon, isEnabled() ? t.text : t.control, px(kIcon), ratio));
    }
    left += markWidth();
    if (m_chevron) {
        right -= px(12);
        painter.drawPixmap(right, (height() - px(12)) / 2, iconPixmap(QStringLiteral("down"), t.muted, px(12), ratio));
        right -= px(kGap);
    }
    const auto piece = [&](const QString& text, bool semibold, const QColor& ink) {
        if (text.isEmpty() || left >= right) return;
        painter.setFont(ui::font(Appearance::Type::Body, semibold));
        painter.setPen(isEnabled() ? ink : t.control);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, right - left);
        painter.drawText(QRect(left, 0, right - left, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        left += painter.fontMetrics().horizontalAdvance(shown) + px(kGap);
    };
    piece(m_lead, false, t.muted);
    piece(m_strong, m_lead.isEmpty() && !m_rest.isEmpty(), t.text);
    piece(m_rest, false, t.muted);
}

} // namespace recoscope::ui

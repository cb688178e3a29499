#include "ui/widgets/segments.h"
#include "ui/theme/theme.h"
#include <QAbstractButton>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace recoscope::ui {
namespace {

constexpr double kRadius = 6;

/// Paints only its text and focus; the frame and the chosen part's fill belong to the whole.
class Part final : public QAbstractButton {
public:
    Part(const QString& text, QWidget* parent) : QAbstractButton(parent) {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
    }
    [[nodiscard]] QSize sizeHint() const override {
        const QFontMetrics metrics(ui::font(Appearance::Type::Secondary, true));
        return {metrics.horizontalAdvance(text()) + px(16), std::max(px(24), metrics.height() + px(6))};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setFont(ui::font(Appearance::Type::Secondary, isChecked()));
        painter.setPen(isChecked() ? theme().onAccent : theme().text);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
        if (!hasFocus()) return;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().focus, px(2)));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(kRadius), px(kRadius));
    }
};

} // namespace

Segments::Segments(const QStringList& texts, QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (const QString& text : texts) {
        auto* part = new Part(text, this);
        const int index = static_cast<int>(m_parts.size());
        connect(part, &QAbstractButton::toggled, this, [this, index](bool on) {
            if (!on || index == m_current) return;
            m_current = index;
            update();
            Q_EMIT chosen(index);
        });
        m_parts.push_back(part);
        m_layout->addWidget(part);
    }
    if (!m_parts.empty()) m_parts.front()->setChecked(true);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        for (QAbstractButton* part : m_parts) part->updateGeometry();
        update();
    });
}

void Segments::setCurrent(int index) {
    m_current = index;
    m_parts[static_cast<std::size_t>(index)]->setChecked(true);
    update();
}

void Segments::setPartVisible(int index, bool visible) { m_parts[static_cast<std::size_t>(index)]->setVisible(visible); }

void Segments::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath clip;
    clip.addRoundedRect(frame, px(kRadius), px(kRadius));
    painter.fillPath(clip, theme().surface);
    painter.save();
    painter.setClipPath(clip);
    const QAbstractButton* before = nullptr;
    for (const QAbstractButton* part : m_parts) {
        if (part->isHidden()) continue;
        if (part->isChecked()) painter.fillRect(QRectF(part->geometry()), theme().accent);
        if (before && !part->isChecked() && !before->isChecked())
            painter.fillRect(QRectF(part->x(), 0, 1, height()), theme().control);
        before = part;
    }
    painter.restore();
    painter.setPen(QPen(theme().control, 1));
    painter.drawPath(clip);
}

} // namespace recoscope::ui

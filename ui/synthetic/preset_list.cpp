#include "ui/synthetic/preset_list.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

class PresetButton final : public QAbstractButton {
public:
    PresetButton(const WorldPreset& preset, QWidget* parent)
        : QAbstractButton(parent),
          m_sentence(QString::fromStdString(preset.sentence)) {
        setText(QString::fromStdString(preset.name));
        setObjectName(QString::fromStdString("preset-" + preset.id));
        setAccessibleName(text());
        setAccessibleDescription(m_sentence);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    QSize sizeHint() const override { return {px(190), heightForWidth(px(190))}; }
    QSize minimumSizeHint() const override { return {px(140), px(40)}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override {
        const QFontMetrics name(ui::font(Appearance::Type::Body, true)), words(ui::font(Appearance::Type::Secondary));
        const QRect sentence = words.boundingRect(QRect(0, 0, width - px(24), 10000), Qt::TextWordWrap, m_sentence);
        return px(8) + name.height() + px(2) + sentence.height() + px(8);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Theme& t = theme();
        painter.fillRect(rect(), isChecked() ? t.selection : underMouse() || isDown() ? t.sunken : t.surface);
        if (isChecked()) painter.fillRect(QRect(0, 0, px(3), height()), t.accent);
        const QRect room = rect().adjusted(px(12), px(8), -px(12), -px(8));
        painter.setFont(ui::font(Appearance::Type::Body, true));
        painter.setPen(t.text);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignTop, text());
        const int below = painter.fontMetrics().height() + px(2);
        painter.setFont(ui::font(Appearance::Type::Secondary));
        painter.setPen(isChecked() ? t.text : t.muted);
        painter.drawText(room.adjusted(0, below, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
        if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    QString m_sentence;
};

} // namespace

PresetList::PresetList(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const WorldPreset& preset : worldPresets()) {
        auto* button = new PresetButton(preset, this);
        const QString id = QString::fromStdString(preset.id);
        // Arrows check the next one without a click; what setCurrent() does has signals blocked.
        connect(button, &QAbstractButton::toggled, this, [this, id](bool on) {
            if (on) Q_EMIT chosen(id);
        });
        column->addWidget(button);
        m_buttons.push_back(button);
    }
    column->addStretch(1);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        for (QAbstractButton* button : m_buttons) button->updateGeometry();
    });
}

void PresetList::setCurrent(const QString& id) {
    for (QAbstractButton* button : m_buttons)
        if (button->objectName() == QStringLiteral("preset-") + id) {
            blockSignals(true);
            button->setChecked(true);
            blockSignals(false);
        }
}

} // namespace recoscope::ui

#pragma once
#include "core/data/synthetic/world_spec.h"
#include <QString>
#include <QWidget>
#include <vector>

class QAbstractButton;

namespace recoscope::ui {

/// The presets under each other: name and what it is good for; the chosen one with the bar of the current row. Tab enters, arrows
/// walk, as in every group of choices.
class PresetList final : public QWidget {
    Q_OBJECT
public:
    explicit PresetList(QWidget* parent = nullptr);
    void setCurrent(const QString& id); ///< Says nothing.

Q_SIGNALS:
    void chosen(const QString& id);

private:
    std::vector<QAbstractButton*> m_buttons;
};

} // namespace recoscope::ui

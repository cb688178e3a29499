#pragma once
#include "ui/pages/split/split_study.h"
#include "ui/widgets/popup_frame.h"

class QGridLayout;

namespace recoscope::ui {

class NumberField;
class PlainLabel;

/// Below the button of the shares: test, validation, what is hidden of held-out users, the number of folds. Every change is told
/// at once; what cannot be (nothing left to train on) is put right by the field that was not touched.
class SharesPopup final : public PopupFrame {
    Q_OBJECT
public:
    explicit SharesPopup(QWidget* parent);
    void setShares(const SplitShares& shares); ///< Silent.
    [[nodiscard]] SplitShares shares() const;
    void openBelow(QWidget* anchor);

Q_SIGNALS:
    void changed();

private:
    NumberField* addField(QGridLayout& grid, const QString& name, const char* objectName, double least, double most,
                          const QString& help);
    void settle(NumberField* touched, NumberField* other);
    void tell();
    NumberField *m_test, *m_valid, *m_hidden, *m_folds;
    PlainLabel* m_rest;
};

} // namespace recoscope::ui

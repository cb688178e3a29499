#include "ui/pages/train.h"
#include "ui/pages/train/train_page.h"
#include <QCoreApplication>

namespace recoscope::ui {

PageInfo trainPage() {
    return {QStringLiteral("train"), QCoreApplication::translate("TrainPage", "Train"), QStringLiteral("train"), 20,
            [](const PageContext& context) { return new TrainPage(context); }};
}

} // namespace recoscope::ui

#include "ui/pages/split.h"
#include "ui/pages/split/split_page.h"
#include <QCoreApplication>

namespace recoscope::ui {

PageInfo splitPage() {
    return {QStringLiteral("split"), QCoreApplication::translate("SplitPage", "Split"), QStringLiteral("split"), 15,
            [](const PageContext& context) { return new SplitPage(context); }};
}

} // namespace recoscope::ui

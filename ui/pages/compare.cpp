#include "ui/pages/compare.h"
#include "ui/pages/compare/compare_page.h"
#include <QCoreApplication>

namespace recoscope::ui {

PageInfo comparePage() {
    return {QStringLiteral("compare"), QCoreApplication::translate("ComparePage", "Compare"), QStringLiteral("compare"), 30,
            [](const PageContext& context) { return new ComparePage(context); }};
}

} // namespace recoscope::ui

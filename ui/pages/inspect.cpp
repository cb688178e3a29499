#include "ui/pages/inspect.h"
#include "ui/pages/inspect/inspect_page.h"

namespace recoscope::ui {

PageInfo inspectPage() {
    return {QStringLiteral("inspect"), InspectPage::tr("Inspect"), QStringLiteral("inspect"), 40,
            [](const PageContext& context) -> QWidget* { return new InspectPage(context); }};
}

} // namespace recoscope::ui

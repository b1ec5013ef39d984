#include "gui/pictures.h"

#include "gui/addressbar.h"
#include "gui/comparepage.h"
#include "gui/widgets/diffview.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>

using namespace wirewise;

namespace {

/// What goes to colleagues and comes from them: comparison, export, import.
class HandoverPictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        compare();
        exporting();
        importing();
    }

    void compare()
    {
        const QString works = checked("upgrade.ok", "Local");
        const QString fails = checked("upgrade.stripped-by-proxy", "Staging");
        m_driver.window().compare(fails, works);
        auto *page = m_driver.find<gui::ComparePage>("comparePage");
        if (!QTest::qWaitFor([page] { return page->isVisible(); }, 10'000))
            qFatal("the comparison was not shown");
        grab("compare");
        page->swap();
        m_driver.find<QAbstractButton>("differencesOnlyCheck")->setChecked(false);
        page->diffView()->stepDifference(1);
        grab("compare-all-lines");
        m_driver.find<QAbstractButton>("differencesOnlyCheck")->setChecked(true);
    }

    void exporting()
    {
        m_driver.window().checkWith(m_driver.labAddress("upgrade.stripped-by-proxy") +
                                        QStringLiteral("?access_token=q7Xn2VpL9dKw4TzR8mJc"),
                                    {"--header",
                                     "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ."
                                     "4pcPyMD09olPSyXnrXCjTwXyr4BsezdI1AVTmud2fU4"});
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        m_driver.trigger("export");
        const auto isReady = [this] {
            const auto *dialog = m_driver.find("exportDialog");
            const auto *state = dialog ? dialog->findChild<QLabel *>(QStringLiteral("stateLabel")) : nullptr;
            return state && state->text().contains(QLatin1String("secret"));
        };
        if (!QTest::qWaitFor(isReady, 20'000))
            qFatal("the export was not shown");
        grab("export");
        m_driver.find<QDialog>("exportDialog")->reject();
        QTest::qWait(50);
    }

    void importing()
    {
        m_driver.window().addressBar()->edit()->takePasted(
            QStringLiteral("curl 'https://staging.dispatch.example/ws/calls' \\\n"
                           "  -H 'Origin: https://panel.dispatch.example' \\\n"
                           "  -H 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.4pcPyMD09ol' \\\n"
                           "  --compressed --max-time 20 -F file=@/home/ann/notes.txt\n"));
        if (!QTest::qWaitFor([this] { return m_driver.find("importDialog") != nullptr; }, 10'000))
            qFatal("the import was not shown");
        grab("import");
        m_driver.find<QDialog>("importDialog")->reject();
        QTest::qWait(50);
    }
};

} // namespace

std::unique_ptr<test::Pictures> test::picturesOfHandover(const QString &folder)
{
    return std::make_unique<HandoverPictures>(folder);
}

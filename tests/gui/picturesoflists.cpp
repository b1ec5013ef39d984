#include "gui/pictures.h"

#include "gui/listcommands.h"
#include "gui/listdialog.h"
#include "gui/listpage.h"

#include <QDialog>
#include <QPushButton>
#include <QTreeView>

using namespace wirewise;

namespace {

constexpr const char *Scenarios[] = {
    "upgrade.route-missing",
    "health.not-ready",
    "upgrade.origin-rejected",
    "upgrade.stripped-by-proxy",
    "upgrade.ok",
    "health.head-misleading",
    "health.head-unsupported",
    "upgrade.not-supported-by-server",
};

/// Many endpoints at once: before it starts, while it runs, what came out, and one of them.
class ListPictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        const QList<session::PlannedEndpoint> endpoints = planned();
        ask(endpoints);
        run(endpoints);
        const QString first = list()->path();
        makeYesterday(first);
        m_driver.window().workbench().remove(first);
        run(endpoints);
        if (!QTest::qWaitFor([this] { return list()->counts().changed > 0; }, 30'000))
            qFatal("no change was found");
        page()->select(1);
        QTest::qWait(300);
        grab("list");
        QTest::keyClick(page()->table(), Qt::Key_Return);
        if (!QTest::qWaitFor([this] { return m_driver.window().current() != nullptr; }, 10'000))
            qFatal("the endpoint was not opened");
        grab("list-endpoint");
    }

    gui::ListPage *page() { return m_driver.find<gui::ListPage>("listPage"); }
    gui::ListSession *list() { return page()->session(); }

    QList<session::PlannedEndpoint> planned()
    {
        QList<session::PlannedEndpoint> endpoints;
        for (const char *scenario : Scenarios) {
            const QString address = m_driver.labAddress(scenario);
            if (address.isEmpty())
                continue;
            session::PlannedEndpoint endpoint;
            endpoint.typed = address;
            endpoints.append(endpoint);
        }
        for (int i = 1; i <= 6; ++i) {
            session::PlannedEndpoint endpoint;
            endpoint.typed = m_driver.labAddress("upgrade.ok") + QStringLiteral("?room=%1").arg(i);
            endpoints.append(endpoint);
        }
        return endpoints;
    }

    void ask(const QList<session::PlannedEndpoint> &endpoints)
    {
        QStringList lines;
        for (const session::PlannedEndpoint &endpoint : endpoints)
            lines << endpoint.typed;
        m_driver.window().findChild<gui::ListCommands *>()->ask(lines.join(QLatin1Char('\n')));
        auto *dialog = m_driver.find<QDialog>("listDialog");
        auto *button = m_driver.find<QPushButton>("listCheckButton");
        if (!QTest::qWaitFor([button] { return button->isEnabled(); }, 10'000))
            qFatal("the list was not read");
        grab("list-dialog");
        dialog->reject();
        QTest::qWait(50);
    }

    void run(const QList<session::PlannedEndpoint> &endpoints)
    {
        m_driver.window().findChild<gui::ListCommands *>()->start(QStringLiteral("staging.txt"), endpoints);
        QTest::qWait(700);
        grab("list-running");
        if (!QTest::qWaitFor([this] { return !list()->isRunning(); }, 60'000))
            qFatal("the list did not end");
    }

    /// A run of the day before, in which what is not ready today worked.
    void makeYesterday(const QString &path)
    {
        const auto run = session::readListRun(path);
        const QString target = m_driver.sessionsFolder() + QStringLiteral("/yesterday.wirewise");
        auto file = session::SessionFile::create(target);
        if (!run || !file)
            qFatal("no earlier run could be made");
        QList<session::PlannedEndpoint> endpoints;
        for (const session::ListRunEntry &entry : run->entries)
            endpoints.append(entry.planned);
        if (!file->setPlan(run->title, endpoints) ||
            !file->setName(QStringLiteral("14 endpoints from staging.txt")))
            qFatal("no plan could be written");
        std::optional<session::SessionContent> well;
        for (const session::ListRunEntry &entry : run->entries) {
            auto content = session::SessionFile::readCheck(path, entry.outline->check);
            if (content && content->diagnosis.verdict == diagnosis::Verdict::Works && !well)
                well = *content;
        }
        for (const session::ListRunEntry &entry : run->entries) {
            auto content = session::SessionFile::readCheck(path, entry.outline->check);
            if (!content || !well)
                qFatal("no check could be read");
            session::SessionContent &kept = entry.index == 1 ? *well : *content;
            observation::Observation observation = kept.observation;
            observation.startedAt = run->info.startedAt.addDays(-1).addMSecs(entry.index * 20);
            if (!file->addCheck(entry.index, observation, kept.diagnosis))
                qFatal("no check could be written");
        }
    }
};

} // namespace

std::unique_ptr<test::Pictures> test::picturesOfLists(const QString &folder)
{
    return std::make_unique<ListPictures>(folder);
}

#include "gui/pictures.h"

#include "gui/loadpage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QMessageBox>
#include <QSpinBox>

using namespace wirewise;

namespace {

/// A load test: before, after, one that fails, and the question.
class LoadPictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        m_driver.type(m_driver.labAddress("upgrade.ok"));
        m_driver.trigger("loadTest");
        grab("load-form");
        m_driver.find<QComboBox>("loadMessage")->setCurrentIndex(1);
        load(100, 40, 5, "load");
        m_driver.type(m_driver.labAddress("session.idle-timeout"));
        m_driver.find<QComboBox>("loadMessage")->setCurrentIndex(0);
        load(60, 30, 6, "load-dropped");
        m_driver.type(QStringLiteral("wss://staging.dispatch.example/ws/calls"));
        m_driver.find<QAbstractButton>("startLoadButton")->click();
        if (!QTest::qWaitFor([this] { return m_driver.find<QMessageBox>("loadQuestion") != nullptr; },
                             10'000))
            qFatal("the question was not asked");
        QTest::qWait(200);
        grab("load-question");
        m_driver.find<QMessageBox>("loadQuestion")->reject();
    }

    void load(int connections, int rate, int seconds, const char *name)
    {
        m_driver.find<QSpinBox>("loadConnections")->setValue(connections);
        m_driver.find<QSpinBox>("loadRate")->setValue(rate);
        m_driver.find<QSpinBox>("loadTime")->setValue(seconds);
        m_driver.find<QAbstractButton>("startLoadButton")->click();
        const auto *page = m_driver.find<gui::LoadPage>("loadPage");
        if (!QTest::qWaitFor([page] { return page->test().finished; }, 60'000))
            qFatal("the load test did not end");
        grab(name);
    }
};

} // namespace

std::unique_ptr<test::Pictures> test::picturesOfLoad(const QString &folder)
{
    return std::make_unique<LoadPictures>(folder);
}

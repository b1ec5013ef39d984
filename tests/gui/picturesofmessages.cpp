#include "gui/pictures.h"

#include "gui/composer.h"
#include "gui/contentcolumn.h"
#include "gui/conversationpanel.h"
#include "gui/jsonpane.h"
#include "gui/longsession.h"
#include "gui/messagedetail.h"
#include "gui/messagespage.h"
#include "gui/sessionpage.h"
#include "gui/widgets/messageview.h"

#include <QLineEdit>
#include <QPlainTextEdit>

using namespace wirewise;

namespace {

/// An open connection with its panels, and a session of many messages.
class MessagePictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        messages();
        longSession();
    }

    void messages()
    {
        m_driver.window().checkWith(m_driver.labAddress("upgrade.ok"), {});
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        m_driver.trigger("connect");
        if (!QTest::qWaitFor([this] { return m_driver.window().current()->isLive(); }, 10'000) ||
            !m_driver.waitForVerdict())
            qFatal("no connection");
        gui::CheckSession *session = m_driver.window().current();
        for (int i = 0; i < 14; ++i) {
            session->sendText(
                QByteArrayLiteral("{\"type\": \"transcription\", \"role\": \"agent\", \"index\": ") +
                QByteArray::number(i) + '}');
            QTest::qWait(60);
        }
        session->sendBinary(QByteArray::fromHex("1a45dfa39f428681014282810142f2810142f3"));
        session->sendPing("wirewise");
        QTest::qWait(500);
        m_driver.find<QPlainTextEdit>("composerEdit")
            ->setPlainText(QStringLiteral("{\"subscribe\": \"EL_driver123\"}"));
        grab("messages");
        panels();
        session->closeConnection(1000, "done");
        QTest::qWait(600);
        grab("messages-closed");
        m_driver.trigger("showDiagnosis");
    }

    /// What stands below the messages of an open connection, one after the other.
    void panels()
    {
        m_driver.trigger("conversation");
        m_driver.find<gui::ConversationPanel>("conversationPanel")
            ->setScript(QByteArrayLiteral("# Subscribe, and wait for what shall come\n"
                                          "send {\"type\": \"subscribe\", \"channel\": \"prices\"}\n"
                                          "expect type:subscribe within 5s\n"));
        m_driver.trigger("runConversation");
        QTest::qWait(600);
        grab("messages-conversation");
        m_driver.trigger("conversation");
        m_driver.find<gui::Composer>("composer")->setKind(gui::Composer::Kind::Frame);
        grab("messages-frame-composer");
        m_driver.find<gui::Composer>("composer")->setKind(gui::Composer::Kind::Text);
        m_driver.trigger("findIdleLimit");
        grab("messages-idle");
        m_driver.find("idlePanel")->hide();
    }

    void longSession()
    {
        m_driver.window().checkWith(m_driver.labAddress("upgrade.ok"), {});
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        const QString like = m_driver.window().current()->path();
        auto content = session::SessionFile::read(like);
        for (int i = 0; i < 100 && !content; ++i) {
            QTest::qWait(50);
            content = session::SessionFile::read(like);
        }
        if (!content)
            qFatal("%s cannot be read", qPrintable(like));
        const test::LongSession made = test::writeLongSession(
            m_driver.sessionsFolder() + QStringLiteral("/2025-11-22-073200-transcriptions.wirewise"),
            *content, 400'000);
        m_driver.window().openFile(made.path);
        if (!QTest::qWaitFor([&] { return m_driver.window().current()->path() == made.path; }, 20'000))
            qFatal("%s was not opened", qPrintable(made.path));
        m_driver.trigger("showMessages");
        gui::MessagesPage *page = m_driver.window().sessionPage()->messagesPage();
        gui::MessageView *view = page->view();
        QList<wire::JsonPath> keys;
        for (const char *key : {"type", "role", "text"})
            keys.append(*wire::JsonPath::read(key));
        page->contentColumn()->setKeys(keys);
        auto *line = m_driver.find<QLineEdit>("filterLine");
        line->setText(QStringLiteral("-type:heartbeat"));
        auto *stop = m_driver.find("filterStop");
        const qint64 shown = made.messages - made.heartbeats;
        if (!QTest::qWaitFor([&] { return !stop->isVisible() && view->rowCount() == shown; }, 20'000))
            qFatal("the filter shows %lld of %lld messages, not %lld", view->rowCount(), made.messages,
                   shown);
        const qint64 completed = made.completed - 1 - made.heartbeatsBefore;
        choose(completed, completed - 8);
        page->detail()->jsonPane()->choosePath("$.duration_s");
        grab("messages-long");
        line->setText(QStringLiteral("type:call_cancelled"));
        if (!QTest::qWaitFor([&] { return m_driver.find("emptyOffer")->isVisible(); }, 20'000))
            qFatal("the filter did not end");
        grab("messages-none");
        line->clear();
        QTest::qWait(200);
        choose(made.fragmented - 1, made.fragmented - 9);
        page->countTimesFrom(page->view()->currentMessage());
        page->detail()->setTab(gui::MessageDetail::Tab::Frame);
        grab("messages-frames");
        page->view()->setFollowing(true);
        m_driver.trigger("showDiagnosis");
    }

    /// Chooses a row once it was read, and shows the rows from another one on.
    void choose(qint64 index, qint64 from)
    {
        gui::MessageView *view = m_driver.window().sessionPage()->messagesPage()->view();
        view->setCurrent(index);
        if (from >= 0)
            view->showFrom(from);
        if (!QTest::qWaitFor([view] { return view->currentMessage().number > 0; }, 10'000))
            qFatal("a message was not read");
        view->setCurrent(-1);
        view->setCurrent(index);
        if (from >= 0)
            view->showFrom(from);
        QTest::qWait(300);
    }
};

} // namespace

std::unique_ptr<test::Pictures> test::picturesOfMessages(const QString &folder)
{
    return std::make_unique<MessagePictures>(folder);
}

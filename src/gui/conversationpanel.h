#pragma once

#include "gui/conversationmodel.h"
#include "gui/formlook.h"

#include <QPointer>
#include <QTimer>

#include <memory>

class QFileDialog;

namespace wirewise::gui {

class CheckSession;

namespace Ui {
class ConversationPanel;
}

/// A conversation to be written, opened, run on the live connection and saved, with what became of each step.
class ConversationPanel : public Band
{
    Q_OBJECT
public:
    static constexpr qint64 LargestFile = 1024 * 1024;
    static constexpr qint64 MostRecorded = 500; ///< messages of a session

    explicit ConversationPanel(QWidget *parent = nullptr);
    ~ConversationPanel() override;

    /// Not taken over; null for none.
    void setSession(CheckSession *session);
    /// It opened, ended, or its conversation moved on.
    void refresh();
    /// Members of JSON messages by which a recorded one is told; the usual ones if there are none.
    void setKeys(const QList<QByteArray> &keys) { m_keys = keys; }
    /// False if it cannot be read or is too large; why is said.
    bool takeFile(const QString &path);
    bool saveTo(const QString &path);
    void setScript(const QByteArray &text);
    void focusEdit();
    /// There are steps that are in no file.
    [[nodiscard]] bool isUnsaved() const;
    /// What is unsaved counts as well as it is.
    void giveUp();
    /// Saves to the file that it came from; without one asks for its name, and gives the dialog that asks.
    QFileDialog *save();

public Q_SLOTS:
    void open();
    /// Makes a script of the first messages of the session.
    void record();
    void run();
    void stop();

Q_SIGNALS:
    /// There is no connection to run it on: open one with it.
    void connectRequested(const wirewise::gui::ConversationOrder &order);
    void messageRequested(qint64 number);
    void closeRequested();

private:
    void connectParts();
    void judge();
    void showNames();
    void showState();
    void showStep();
    void say(const QString &sentence, Token token);
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] ConversationOrder order() const;
    [[nodiscard]] qint64 chosenMessage() const;
    void showFile(const QString &path);

    std::unique_ptr<Ui::ConversationPanel> m_ui;
    ConversationModel m_model;
    QPointer<CheckSession> m_session;
    check::Script m_script; ///< as it is written now
    QTimer m_judge;
    QList<QByteArray> m_keys;
    QString m_path;
    int m_recordings = 0; ///< how often more of the messages were waited for
};

} // namespace wirewise::gui

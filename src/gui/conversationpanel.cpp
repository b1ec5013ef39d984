#include "gui/conversationpanel.h"

#include "ui_conversationpanel.h"

#include "check/scriptnames.h"
#include "check/scriptwriter.h"
#include "gui/checksession.h"
#include "gui/conversationdelegate.h"
#include "gui/widgets/bannercontent.h"
#include "gui/widgets/theme.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace wirewise::gui {

namespace {

using Phase = ConversationState::Phase;

constexpr int JudgeAfter = 120; // milliseconds
constexpr int MostReadings = 16;

} // namespace

ConversationPanel::ConversationPanel(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::ConversationPanel>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("conversationPanel"));
    setGround(Token::Surface);
    setLines(Qt::LeftEdge);
    applyLook(this);
    m_ui->conversationFile->setTextStyle(TextStyle::Secondary);
    m_ui->conversationFile->setToken(Token::Text2);
    m_ui->conversationFile->setElideMode(Qt::ElideMiddle);
    m_ui->conversationEdit->setPlaceholderText(
        tr("send {\"subscribe\": \"{{call_id}}\"}\nexpect within 5s type:confirmed\nclose 1000"));
    m_ui->conversationSteps->setModel(&m_model);
    m_ui->conversationSteps->setItemDelegate(new ConversationDelegate(m_ui->conversationSteps));
    m_ui->conversationSplitter->setStretchFactor(0, 1);
    m_ui->conversationSplitter->setStretchFactor(1, 1);
    m_judge.setSingleShot(true);
    m_judge.setInterval(JudgeAfter);
    connectParts();
    showFile({});
    judge();
}

ConversationPanel::~ConversationPanel() = default;

void ConversationPanel::connectParts()
{
    connect(m_ui->conversationEdit, &QPlainTextEdit::textChanged, this, [this] { m_judge.start(); });
    connect(&m_judge, &QTimer::timeout, this, &ConversationPanel::judge);
    connect(m_ui->conversationEdit->document(), &QTextDocument::modificationChanged, this,
            [this] { showFile(m_path); });
    connect(m_ui->conversationEdit, &ScriptEdit::runRequested, this, &ConversationPanel::run);
    connect(m_ui->conversationValues, &ValueFields::changed, this, &ConversationPanel::showNames);
    connect(m_ui->openConversationButton, &QToolButton::clicked, this, &ConversationPanel::open);
    connect(m_ui->saveConversationButton, &QToolButton::clicked, this, &ConversationPanel::save);
    connect(m_ui->recordConversationButton, &QToolButton::clicked, this, &ConversationPanel::record);
    connect(m_ui->closeConversationButton, &QToolButton::clicked, this, &ConversationPanel::closeRequested);
    connect(m_ui->runConversationButton, &QPushButton::clicked, this, &ConversationPanel::run);
    connect(m_ui->stopConversationButton, &QPushButton::clicked, this, &ConversationPanel::stop);
    connect(m_ui->stepMessageButton, &QPushButton::clicked, this,
            [this] { Q_EMIT messageRequested(chosenMessage()); });
    connect(m_ui->conversationSteps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConversationPanel::showStep);
    connect(m_ui->conversationSteps, &QListView::activated, this, [this](const QModelIndex &index) {
        if (chosenMessage() > 0)
            Q_EMIT messageRequested(chosenMessage());
        else
            m_ui->conversationEdit->goToLine(index.data(ConversationModel::LineRole).toInt());
    });
}

void ConversationPanel::setSession(CheckSession *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->messages().disconnect(this);
    }
    m_session = session;
    m_recordings = 0;
    if (session) {
        connect(session, &CheckSession::conversationMoved, this, &ConversationPanel::showState);
        connect(&session->messages(), &MessagePages::loaded, this, [this] {
            if (m_recordings > 0)
                record();
        });
    }
    showState();
}

void ConversationPanel::refresh()
{
    showState();
}

bool ConversationPanel::isRunning() const
{
    return m_session && m_session->conversation().phase == Phase::Running;
}

void ConversationPanel::judge()
{
    m_judge.stop();
    m_script = check::readScript(m_ui->conversationEdit->toPlainText().toUtf8());
    m_ui->conversationEdit->markLine(m_script.problemLine);
    m_ui->problemLabel->setText(m_script.problem);
    m_ui->problemLabel->setVisible(!m_script.problem.isEmpty());
    showNames();
}

void ConversationPanel::showNames()
{
    const check::ScriptNames names = check::namesIn(m_script);
    m_ui->conversationValues->setNames(names.asked);
    m_ui->valuesBand->setVisible(!names.asked.isEmpty());
    QStringList variables;
    for (const QByteArray &name : names.environment) {
        const QString shown = QString::fromUtf8(name);
        variables.append(qEnvironmentVariableIsSet(name.constData()) ? tr("%1 is set").arg(shown)
                                                                     : tr("%1 is not set").arg(shown));
    }
    m_ui->environmentLabel->setVisible(!variables.isEmpty());
    m_ui->environmentLabel->setText(
        tr("From the environment: %1.").arg(variables.join(QStringLiteral(", "))));
    showState();
}

void ConversationPanel::say(const QString &sentence, Token token)
{
    m_ui->conversationRemark->setText(sentence);
    m_ui->conversationRemark->setToken(token);
}

void ConversationPanel::showState()
{
    const ConversationState state = m_session ? m_session->conversation() : ConversationState();
    const bool isLive = m_session && m_session->isLive();
    if (state.phase == Phase::None)
        m_model.clear();
    else
        m_model.show(m_session->conversationScript(), state.results);
    m_ui->stepsSide->setVisible(state.phase != Phase::None);
    if (const int row = m_model.currentStep(); row >= 0)
        m_ui->conversationSteps->setCurrentIndex(m_model.index(row));
    showStep();
    const bool isRunning = state.phase == Phase::Running;
    m_ui->stopConversationButton->setVisible(isRunning);
    m_ui->runConversationButton->setVisible(!isRunning);
    m_ui->runConversationButton->setEnabled(!m_script.steps.isEmpty());
    m_ui->runConversationButton->setText(isLive                       ? tr("Run")
                                         : state.phase == Phase::None ? tr("Connect and Run")
                                                                      : tr("Connect and Run Again"));
    m_ui->recordConversationButton->setEnabled(m_session && m_session->messages().count() > 0);
    const int done = m_model.passed(), all = m_model.rowCount();
    if (!m_script.problem.isEmpty())
        say(tr("Line %1 is no step yet.").arg(m_script.problemLine), Token::Fail);
    else if (isRunning)
        say(tr("Running, %1 of %2 steps passed.").arg(done).arg(all), Token::Text2);
    else if (state.phase == Phase::Passed)
        say(tr("All %1 steps passed.").arg(all), Token::Ok);
    else if (state.phase == Phase::Failed)
        say(tr("Failed after %1 of %2 steps.").arg(done).arg(all), Token::Fail);
    else if (state.phase == Phase::Stopped)
        say(tr("Stopped after %1 of %2 steps.").arg(done).arg(all), Token::Text2);
    else
        say(m_script.steps.isEmpty() ? tr("Nothing to run yet.")
                                     : tr("%n step(s)", nullptr, static_cast<int>(m_script.steps.size())),
            Token::Text2);
}

qint64 ConversationPanel::chosenMessage() const
{
    return m_ui->conversationSteps->currentIndex().data(ConversationModel::MessageRole).toLongLong();
}

/// What became of the chosen step, in words.
void ConversationPanel::showStep()
{
    using Outcome = check::StepResult::Outcome;
    const QModelIndex index = m_ui->conversationSteps->currentIndex();
    const QString detail = index.data(ConversationModel::DetailRole).toString();
    const auto outcome = static_cast<Outcome>(index.data(ConversationModel::OutcomeRole).toInt());
    const QString line = index.data(ConversationModel::LineRole).toString();
    QString words;
    if (index.isValid() && outcome == Outcome::Failed)
        words = tr("Line %1 failed after %2. %3")
                    .arg(line, index.data(ConversationModel::TimeRole).toString(), detail);
    else if (index.isValid() && !detail.isEmpty())
        words = tr("Line %1: %2").arg(line, detail);
    m_ui->stepLabel->setText(words);
    m_ui->stepBand->setVisible(!words.isEmpty() || chosenMessage() > 0);
    m_ui->stepMessageButton->setVisible(chosenMessage() > 0);
    m_ui->stepMessageButton->setText(tr("Show Message %1").arg(chosenMessage()));
}

ConversationOrder ConversationPanel::order() const
{
    ConversationOrder order{m_script, m_ui->conversationValues->values()};
    for (const QByteArray &variable : check::namesIn(m_script).environment) {
        const QByteArray name = "env:" + variable;
        if (const auto value = check::environmentValue(name))
            order.values.insert(name, *value);
    }
    return order;
}

void ConversationPanel::run()
{
    judge();
    if (isRunning() || m_script.steps.isEmpty()) {
        m_ui->conversationEdit->goToLine(m_script.problemLine);
        return;
    }
    for (const QByteArray &name : check::namesIn(m_script).asked) {
        if (!m_ui->conversationValues->value(name).isEmpty())
            continue;
        say(tr("%1 wants a value.").arg(QString::fromUtf8(name)), Token::Fail);
        m_ui->conversationValues->focusField(name);
        return;
    }
    if (m_session && m_session->isLive())
        m_session->runConversation(order());
    else
        Q_EMIT connectRequested(order());
}

void ConversationPanel::stop()
{
    if (m_session)
        m_session->stopConversation();
}

void ConversationPanel::setScript(const QByteArray &text)
{
    QTextCursor cursor(m_ui->conversationEdit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(QString::fromUtf8(text)); // can be undone
    m_ui->conversationEdit->moveCursor(QTextCursor::Start);
    judge();
}

void ConversationPanel::focusEdit()
{
    m_ui->conversationEdit->setFocus(Qt::ShortcutFocusReason);
}

void ConversationPanel::record()
{
    if (!m_session)
        return;
    MessageStore &messages = m_session->messages();
    const qint64 wanted = std::min(messages.count(), MostRecorded);
    QList<observation::Message> session = messages.fetch(0, wanted);
    session.removeIf([](const observation::Message &message) { return message.number == 0; });
    // The rest is being read; a session too large to be kept in memory whole gives what is at hand.
    if (session.size() < wanted && ++m_recordings < MostReadings)
        return;
    m_recordings = 0;
    setScript(check::writeScript(session, m_keys.isEmpty() ? check::usualScriptKeys() : m_keys));
    showFile({});
    focusEdit();
}

void ConversationPanel::showFile(const QString &path)
{
    m_path = path;
    const QString name = path.isEmpty() ? tr("not saved") : QFileInfo(path).fileName();
    const bool isModified = m_ui->conversationEdit->document()->isModified() && !path.isEmpty();
    m_ui->conversationFile->setText(isModified ? tr("%1, changed").arg(name) : name);
    m_ui->saveConversationButton->setEnabled(!m_ui->conversationEdit->document()->isEmpty());
}

bool ConversationPanel::takeFile(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly)) {
        say(tr("%1 cannot be read: %2.").arg(name, file.errorString()), Token::Fail);
        return false;
    }
    const QByteArray text = file.read(LargestFile + 1);
    if (text.size() > LargestFile) {
        say(tr("%1 is longer than 1 MiB.").arg(name), Token::Fail);
        return false;
    }
    setScript(text);
    m_ui->conversationEdit->document()->setModified(false);
    showFile(path);
    return true;
}

bool ConversationPanel::saveTo(const QString &path)
{
    QSaveFile file(path);
    const QByteArray text = m_ui->conversationEdit->toPlainText().toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        say(tr("%1 cannot be written: %2.").arg(QFileInfo(path).fileName(), file.errorString()), Token::Fail);
        return false;
    }
    m_ui->conversationEdit->document()->setModified(false);
    showFile(path);
    return true;
}

void ConversationPanel::open()
{
    auto *dialog = new QFileDialog(this, tr("Open a conversation"));
    dialog->setObjectName(QStringLiteral("openConversationDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ConversationPanel::takeFile);
    dialog->open();
}

bool ConversationPanel::isUnsaved() const
{
    const QTextDocument *document = m_ui->conversationEdit->document();
    return document->isModified() && !document->isEmpty();
}

void ConversationPanel::giveUp()
{
    m_ui->conversationEdit->document()->setModified(false);
}

QFileDialog *ConversationPanel::save()
{
    if (!m_path.isEmpty()) {
        saveTo(m_path);
        return nullptr;
    }
    auto *dialog =
        new QFileDialog(this, tr("Save the conversation as"), {}, tr("Conversations (*.txt);;All files (*)"));
    dialog->setObjectName(QStringLiteral("saveConversationDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &ConversationPanel::saveTo);
    dialog->open();
    return dialog;
}

} // namespace wirewise::gui

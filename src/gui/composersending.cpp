#include "gui/composer.h"

#include "ui_composer.h"

#include "gui/fragmentpanel.h"
#include "gui/repeatpanel.h"
#include "observation/hextext.h"
#include "wire/closecode.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace wirewise::gui {

bool Composer::takeFile(const QString &path)
{
    dropFile();
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly)) {
        m_fileProblem = tr("%1 cannot be read: %2.").arg(name, file.errorString());
    } else {
        const QByteArray bytes = file.read(LargestFile + 1);
        if (bytes.size() > LargestFile)
            m_fileProblem = tr("%1 is larger than 64 MiB.").arg(name);
        else if (file.error() != QFileDevice::NoError)
            m_fileProblem = tr("%1 cannot be read: %2.").arg(name, file.errorString());
        else
            m_file = bytes;
    }
    m_fileName = name;
    setKind(Kind::Binary);
    return m_file.has_value();
}

void Composer::dropFile()
{
    m_file.reset();
    m_fileName.clear();
    m_fileProblem.clear();
}

void Composer::chooseFile()
{
    if (m_file) {
        dropFile();
        judge();
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Send a File"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &Composer::takeFile);
    dialog->open();
}

QByteArray Composer::filled(QList<QByteArray> *missing) const
{
    return m_ui->variableRow->fill(m_ui->composerEdit->toPlainText().toUtf8(), missing);
}

std::optional<Composer::Outgoing> Composer::outgoing() const
{
    Outgoing message;
    message.kind = kind();
    std::optional<QByteArray> payload;
    switch (message.kind) {
    case Kind::Binary:
        payload = m_file ? m_file : observation::bytesFromHex(filled());
        break;
    case Kind::Close:
        payload = m_ui->closeReason->text().toUtf8();
        message.code = closeCodeOf(m_ui->closeCode->currentText()).value_or(wire::closecode::Normal);
        break;
    case Kind::Frame:
        payload = m_ui->frameEditor->bytes();
        break;
    case Kind::Text:
    case Kind::Ping:
        payload = filled();
        break;
    }
    if (!payload)
        return {};
    message.payload = *payload;
    if (message.kind == Kind::Text || message.kind == Kind::Binary) {
        message.cuts = m_fragmentPanel->placesIn(payload->size()).value_or(QList<qsizetype>());
        message.pings = m_fragmentPanel->pingsBetween();
    }
    return message;
}

void Composer::emitOutgoing(const Outgoing &message)
{
    switch (message.kind) {
    case Kind::Text:
    case Kind::Binary: {
        const bool isText = message.kind == Kind::Text;
        if (!message.cuts.isEmpty())
            Q_EMIT piecesReady(isText ? wire::Opcode::Text : wire::Opcode::Binary, message.payload,
                               message.cuts, message.pings);
        else if (isText)
            Q_EMIT textReady(message.payload);
        else
            Q_EMIT binaryReady(message.payload);
        break;
    }
    case Kind::Ping:
        Q_EMIT pingReady(message.payload);
        break;
    case Kind::Close:
        Q_EMIT closeReady(message.code, message.payload);
        break;
    case Kind::Frame:
        // A message that is left open decides what the next frame continues.
        m_typedContext.inMessage = wire::readTypedFrames(message.payload, m_typedContext).leavesMessageOpen;
        Q_EMIT bytesReady(message.payload);
        break;
    }
}

void Composer::send()
{
    if (!m_ui->sendButton->isEnabled())
        return;
    QList<QByteArray> missing;
    if (!m_ui->variableRow->names().isEmpty())
        (void)filled(&missing);
    if (!missing.isEmpty() && !m_asking) {
        // The second time it goes out as it is written: not every pair of braces is ours.
        m_asking = true;
        judge();
        m_ui->variableRow->focusField(missing.constFirst());
        return;
    }
    if (const auto message = outgoing())
        emitOutgoing(*message);
    const bool wasAsking = std::exchange(m_asking, false);
    judge();
    if (wasAsking)
        focusEdit();
}

void Composer::startRepeating(int everyMilliseconds, int times)
{
    const auto message = outgoing();
    if (!m_ui->sendButton->isEnabled() || kind() == Kind::Close || !message)
        return;
    m_repeat.start(everyMilliseconds, times, [this, message = *message] { emitOutgoing(message); });
}

void Composer::stopRepeating()
{
    m_repeat.stop();
}

void Composer::askToRepeat()
{
    if (m_ui->repeatButton->isEnabled())
        m_repeatPanel->popUp(m_ui->repeatButton);
}

void Composer::showRepeat()
{
    m_ui->repeatButton->setText(!isRepeating() ? tr("Repeat")
                                : m_repeat.wanted() > 0
                                    ? tr("Stop, %1 of %2").arg(m_repeat.done()).arg(m_repeat.wanted())
                                    : tr("Stop after %1").arg(m_repeat.done()));
    if (!isRepeating() && !m_open)
        m_ui->repeatButton->setEnabled(false);
}

} // namespace wirewise::gui

# Action Cable as Rails has it, without the rest of Rails: rackup file for puma.
require 'action_cable'
require 'logger'

module ApplicationCable
  class Connection < ActionCable::Connection::Base
  end
end

class EchoChannel < ActionCable::Channel::Base
  def subscribed
    reject if params[:room] == 'closed'
  end

  def shout(data)
    transmit(data)
  end
end

config = ActionCable.server.config
config.cable = { 'adapter' => 'async' }
config.connection_class = -> { ApplicationCable::Connection }
config.disable_request_forgery_protection = true
config.logger = Logger.new(nil)
config.log_tags = []
run ActionCable.server
